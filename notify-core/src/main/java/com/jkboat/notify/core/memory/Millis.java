package com.jkboat.notify.core.memory;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification.Origin;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Cuts times to the millisecond, which is what every audit store keeps. */
final class Millis {

    private Millis() {}

    static Instant cut(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    static Origin cut(Origin origin) {
        return new Origin(
                origin.eventId(),
                origin.eventType(),
                origin.subject(),
                origin.customer(),
                cut(origin.occurredAt()),
                origin.correlationId());
    }

    static Attempt cut(Attempt attempt) {
        return new Attempt(
                attempt.number(),
                cut(attempt.startedAt()),
                attempt.endedAt().map(Millis::cut),
                attempt.provider(),
                attempt.outcome(),
                attempt.providerMessageId(),
                attempt.detail());
    }
}
