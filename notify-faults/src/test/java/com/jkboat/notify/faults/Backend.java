package com.jkboat.notify.faults;

import com.jkboat.notify.jdbc.MariaDbServer;
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

        @Override
        void crash() {
            PrivatePostgres.shared().crash();
            PrivatePostgres.shared().restart();
        }
    },
    MARIADB {
        @Override
        Site site(Path folder, Timeline timeline) {
            MariaDbServer.assumeInstalled();
            return Site.of(folder, MariaDbServer.emptyDatabase(), timeline);
        }

        @Override
        void crash() {
            MariaDbServer.crash();
        }
    };

    /** All in the long form, PostgreSQL alone in the short one. */
    static List<Backend> mainlyPostgres() {
        return Form.chosen() == Form.LONG ? List.of(values()) : List.of(POSTGRESQL);
    }

    /** All in the long form, SQLite alone in the short one. */
    static List<Backend> mainlySqlite() {
        return Form.chosen() == Form.LONG ? List.of(values()) : List.of(SQLITE);
    }

    abstract Site site(Path folder, Timeline timeline);

    /** Lets its server crash and come back. */
    void crash() {
        throw new UnsupportedOperationException(this + " has no server");
    }
}
