package com.jkboat.notify.provider;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Verifies what a provider posts to us and turns it into delivery events.
 *
 * <p>Pure but for fetching keys: no event is stored or acted on here. Safe for concurrent callers.
 *
 * @since 0.1
 */
public interface WebhookParser {

    /** Returns the provider's name. */
    String provider();

    /**
     * Verifies and reads one request.
     *
     * <p>P-10: a request whose signature is missing or wrong is {@link Result.Forged}, whatever its content. P-11: an
     * event of an unknown kind is kept as OTHER, never an error. P-12: the same request read twice gives the same
     * provider event ids.
     */
    Result parse(Request request);

    /**
     * A request as it came in.
     *
     * @param headers names in lower case
     * @param body the raw bytes, over which signatures are made; not changed by anyone
     * @since 0.1
     */
    @SuppressWarnings("ArrayRecordComponent") // signatures are made over exactly these bytes
    record Request(Map<String, List<String>> headers, byte[] body, Instant receivedAt) {

        public Request {
            headers = Map.copyOf(headers);
            Objects.requireNonNull(body, "body");
        }

        @Override
        public String toString() {
            return "Request[" + body.length + " bytes]";
        }
    }

    /**
     * What a request turned out to be.
     *
     * @since 0.1
     */
    sealed interface Result {

        /**
         * Signed by the provider; perhaps no event in it concerns us.
         *
         * @since 0.1
         */
        record Verified(List<DeliveryEvent> events) implements Result {
            public Verified {
                events = List.copyOf(events);
            }
        }

        /**
         * Not signed by the provider: answer 401 or 403.
         *
         * @since 0.1
         */
        record Forged(String reason) implements Result {}

        /**
         * Signed, but not readable: answer 2xx after storing it, as a repetition would not help.
         *
         * @since 0.1
         */
        record Unreadable(String reason) implements Result {}
    }
}
