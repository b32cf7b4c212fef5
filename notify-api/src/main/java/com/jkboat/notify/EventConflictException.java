package com.jkboat.notify;

import java.util.UUID;

/**
 * Another event was published under the same id before: use a new id for new content. Nothing was queued.
 *
 * @since 0.1
 */
public final class EventConflictException extends NotifyException {

    private static final long serialVersionUID = 1L;

    private final UUID eventId;

    /** Makes a conflict about one event id. */
    public EventConflictException(UUID eventId) {
        super(
                "NTF-011",
                "event " + eventId + " was published before with another type or payload; "
                        + "the first one stands. Publish changed content under a new eventId");
        this.eventId = eventId;
    }

    /** Returns the id that was used twice. */
    public UUID eventId() {
        return eventId;
    }
}
