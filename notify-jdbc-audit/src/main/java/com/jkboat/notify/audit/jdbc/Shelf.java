package com.jkboat.notify.audit.jdbc;

import java.util.regex.Pattern;

/**
 * Where rows are: in the tables of daily work, or in those of the archive, which have the same shape.
 *
 * <p>An event has a row on each shelf that holds something of it; the two are equal. Everything else is on one.
 */
enum Shelf {
    DAILY {
        @Override
        String of(String sql) {
            return sql;
        }
    },
    ARCHIVE {
        @Override
        String of(String sql) {
            return KEPT_TWICE.matcher(sql).replaceAll("notify_archived_$1");
        }
    };

    private static final Pattern KEPT_TWICE =
            Pattern.compile("\\bnotify_(event|notification|attempt|history|delivery_event)\\b");

    /** Returns a statement about the tables of daily work as one about this shelf. */
    abstract String of(String sql);

    /**
     * Returns a select of the tables of daily work as one of both shelves, which takes its values twice.
     *
     * <p>One statement, so that what is moved meanwhile is neither missed nor seen twice.
     */
    static String both(String select) {
        return select + " UNION ALL " + ARCHIVE.of(select);
    }
}
