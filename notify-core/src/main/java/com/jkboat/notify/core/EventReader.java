package com.jkboat.notify.core;

import com.jkboat.notify.Event;
import com.jkboat.notify.core.internal.publish.EventJson;

/**
 * Reads events from their wire format, for programs that take them from files or requests.
 *
 * <p>The format is a JSON object of {@code eventType}, {@code eventId}, {@code timestamp}, {@code payload} and perhaps
 * {@code correlationId}.
 *
 * @since 0.1
 */
public final class EventReader {

    /** Largest event that is read, in bytes. */
    public static final int MAX_BYTES = EventJson.MAX_BYTES;

    private EventReader() {}

    /**
     * Reads one event; its payload is checked when it is published.
     *
     * @throws com.jkboat.notify.EventRefusedException if it is not JSON, or not an event; every fault is named
     * @since 0.1
     */
    public static Event read(byte[] json) {
        return EventJson.read(json);
    }
}
