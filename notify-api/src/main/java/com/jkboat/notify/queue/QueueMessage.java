package com.jkboat.notify.queue;

import com.jkboat.notify.Priority;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What travels through a queue: an event in its wire format, and how it wants to be treated.
 *
 * <p>Immutable by agreement: neither the sender nor a plugin changes {@code body}. {@link #toString()} leaves the body
 * out.
 *
 * <p>The id, the fingerprint and the ordering key hold no control characters and no halves of surrogate pairs, which
 * not every store keeps.
 *
 * @param id the same however often it is published; 1-120 characters
 * @param body the bytes; a queue may limit their number, see {@link Capabilities#maxBodyBytes()}
 * @param fingerprint a digest of the content, by which a repeated id with other content is found; at most 80 characters
 * @param priority the lane
 * @param headers small texts beside the body, such as the correlation id; not personal data
 * @param orderingKey messages of one key concern the same thing, such as {@code booking/BK123456}; 1-300 characters
 * @param notBefore not handed out earlier; whole milliseconds, finer parts are cut
 * @param notAfter of no use from this time on: the worker, not the queue, lets what it owes expire; whole milliseconds
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the id; copying every body twice would cost the hot path
public record QueueMessage(
        String id,
        byte[] body,
        String fingerprint,
        Priority priority,
        Map<String, String> headers,
        Optional<String> orderingKey,
        Optional<Instant> notBefore,
        Optional<Instant> notAfter) {

    /** Longest id. */
    public static final int MAX_ID = 120;

    /** Longest fingerprint. */
    public static final int MAX_FINGERPRINT = 80;

    /** Longest ordering key. */
    public static final int MAX_ORDERING_KEY = 300;

    public QueueMessage {
        check("id", id, MAX_ID);
        Objects.requireNonNull(body, "body");
        check("fingerprint", fingerprint, MAX_FINGERPRINT);
        orderingKey.ifPresent(key -> check("orderingKey", key, MAX_ORDERING_KEY));
        Objects.requireNonNull(priority, "priority");
        headers = Map.copyOf(headers);
        notBefore = notBefore.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        notAfter = notAfter.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Makes a message that is due at once, in the normal lane. */
    public static QueueMessage of(String id, byte[] body, String fingerprint) {
        return new QueueMessage(
                id, body, fingerprint, Priority.NORMAL, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the same message in another lane. */
    public QueueMessage withPriority(Priority lane) {
        return new QueueMessage(id, body, fingerprint, lane, headers, orderingKey, notBefore, notAfter);
    }

    /** Returns the same message with these headers instead of its own. */
    public QueueMessage withHeaders(Map<String, String> texts) {
        return new QueueMessage(id, body, fingerprint, priority, texts, orderingKey, notBefore, notAfter);
    }

    /** Returns the same message with an ordering key. */
    public QueueMessage withOrderingKey(String key) {
        return new QueueMessage(id, body, fingerprint, priority, headers, Optional.of(key), notBefore, notAfter);
    }

    /** Returns the same message, to be handed out from this time on. */
    public QueueMessage withNotBefore(Instant time) {
        return new QueueMessage(id, body, fingerprint, priority, headers, orderingKey, Optional.of(time), notAfter);
    }

    /** Returns the same message, of no use from this time on. */
    public QueueMessage withNotAfter(Instant time) {
        return new QueueMessage(id, body, fingerprint, priority, headers, orderingKey, notBefore, Optional.of(time));
    }

    // the values stay out of the messages: a key may hold what a person typed
    private static void check(String what, String text, int most) {
        if (text.isBlank() || text.length() > most) {
            throw new IllegalArgumentException(what + " must be 1-" + most + " characters, but has "
                    + text.strip().length());
        }
        if (text.codePoints().anyMatch(QueueMessage::isUnfit)) {
            throw new IllegalArgumentException(what + " must be without control characters and broken surrogate pairs");
        }
    }

    private static boolean isUnfit(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return "QueueMessage[" + id + ", " + priority + ", " + body.length + " bytes]";
    }
}
