package com.jkboat.notify.faults;

/** How long the tests take: the short form belongs to every build, the long one to {@code ./verify --faults}. */
enum Form {
    SHORT,
    LONG;

    static Form chosen() {
        return "long".equals(System.getProperty("notify.faults")) ? LONG : SHORT;
    }

    /** Returns what this form takes. */
    static int pick(int whenShort, int whenLong) {
        return chosen() == LONG ? whenLong : whenShort;
    }
}
