package com.jkboat.notify.core.internal.work;

import java.time.Duration;

/**
 * What the work on one notification means for its message; the worst one of all decides.
 *
 * @param kind from harmless to grave
 * @param delay how long to wait at least before the message comes back; from zero to one hour
 * @param reason for people
 */
record Verdict(Kind kind, Duration delay, String reason) {

    /** What a provider asks for beyond that, no queue need be able to keep. */
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    enum Kind {
        /** It was done before, for this event or one just like it. */
        REPEATED,
        /** Nothing more to do for it. */
        DONE,
        /** Not tried; comes back for free. */
        RELEASE,
        /** Failed; comes back and spends an attempt. */
        RETRY
    }

    static final Verdict REPEATED = new Verdict(Kind.REPEATED, Duration.ZERO, "");
    static final Verdict DONE = new Verdict(Kind.DONE, Duration.ZERO, "");

    Verdict {
        Duration atLeastNone = delay.isNegative() ? Duration.ZERO : delay;
        delay = atLeastNone.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : atLeastNone;
    }

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
