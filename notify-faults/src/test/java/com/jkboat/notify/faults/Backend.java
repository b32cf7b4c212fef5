package com.jkboat.notify.faults;

import java.nio.file.Path;
import java.util.List;

/** The databases every fault is tried on. */
enum Backend {
    SQLITE {
        @Override
        Site site(Path folder, Timeline timeline) {
            return Site.of(folder, "jdbc:sqlite:" + folder.resolve("notify.db"), timeline);
        }
    },
    POSTGRESQL {
        @Override
        Site site(Path folder, Timeline timeline) {
            return Site.of(folder, PrivatePostgres.shared().newDatabase(), timeline);
        }
    };

    /** Both in the long form, PostgreSQL alone in the short one. */
    static List<Backend> mainlyPostgres() {
        return Form.chosen() == Form.LONG ? List.of(values()) : List.of(POSTGRESQL);
    }

    /** Both in the long form, SQLite alone in the short one. */
    static List<Backend> mainlySqlite() {
        return Form.chosen() == Form.LONG ? List.of(values()) : List.of(SQLITE);
    }

    abstract Site site(Path folder, Timeline timeline);
}
