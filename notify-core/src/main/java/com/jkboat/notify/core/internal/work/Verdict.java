package com.jkboat.notify.core.internal.work;

import java.time.Duration;

/**
 * What the work on one notification means for its message; the worst one of all decides.
 *
 * @param kind from harmless to grave
 * @param delay how long to wait at least before the message comes back
 * @param reason for people
 */
record Verdict(Kind kind, Duration delay, String reason) {

    enum Kind {
        /** Nothing more to do for it. */
        DONE,
        /** Not tried; comes back for free. */
        RELEASE,
        /** Failed; comes back and spends an attempt. */
        RETRY
    }

    static final Verdict DONE = new Verdict(Kind.DONE, Duration.ZERO, "");

    static Verdict release(Duration delay) {
        return new Verdict(Kind.RELEASE, delay, "");
    }

    static Verdict retry(Duration delay, String reason) {
        return new Verdict(Kind.RETRY, delay, reason);
    }

    Verdict orWorse(Verdict other) {
        return other.kind.compareTo(kind) > 0 ? other : this;
    }
}
