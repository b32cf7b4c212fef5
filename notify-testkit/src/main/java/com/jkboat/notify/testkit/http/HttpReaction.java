package com.jkboat.notify.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a fake provider does with a request instead of what the healthy one would do.
 *
 * @since 0.1
 */
public final class HttpReaction {

    /** How much of the request is read before it shows. */
    enum Moment {
        HEAD,
        WHOLE
    }

    /** Whether the message counts as taken. */
    enum Fate {
        LEFT,
        TAKEN
    }

    /** What happens to the connection after the bytes. */
    enum Ending {
        KEEP,
        CLOSE,
        STALL
    }

    private final Moment moment;
    private final Fate fate;
    private final String bytes;
    private final Ending ending;

    private HttpReaction(Moment moment, Fate fate, String bytes, Ending ending) {
        this.moment = moment;
        this.fate = fate;
        this.bytes = bytes;
        this.ending = ending;
    }

    /** Does not take the message, and answers so. */
    public static HttpReaction answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    /** Does not take the message, and answers so with these headers beside the usual ones. */
    public static HttpReaction answer(int status, Map<String, String> headers, String body) {
        return new HttpReaction(Moment.WHOLE, Fate.LEFT, onTheWire(status, headers, body), Ending.KEEP);
    }

    /** Goes away when the head of the request has come. */
    public static HttpReaction breakOff() {
        return new HttpReaction(Moment.HEAD, Fate.LEFT, "", Ending.CLOSE);
    }

    /** Stops reading after the head and says nothing, until the fake behaves again. */
    public static HttpReaction stall() {
        return new HttpReaction(Moment.HEAD, Fate.LEFT, "", Ending.STALL);
    }

    /** Takes the message and goes away without an answer. */
    public static HttpReaction takeAndClose() {
        return takeAndSay("");
    }

    /** Takes the message and says nothing, until the fake behaves again. */
    public static HttpReaction takeAndStall() {
        return new HttpReaction(Moment.WHOLE, Fate.TAKEN, "", Ending.STALL);
    }

    /** Takes the message, sends exactly this text, such as garbage or half of an answer, and goes away. */
    public static HttpReaction takeAndSay(String text) {
        return new HttpReaction(Moment.WHOLE, Fate.TAKEN, text, Ending.CLOSE);
    }

    static HttpReaction accept(int status, Map<String, String> headers, String body) {
        return new HttpReaction(Moment.WHOLE, Fate.TAKEN, onTheWire(status, headers, body), Ending.KEEP);
    }

    Moment moment() {
        return moment;
    }

    boolean takes() {
        return fate == Fate.TAKEN;
    }

    byte[] bytes() {
        return bytes.getBytes(StandardCharsets.UTF_8);
    }

    Ending ending() {
        return ending;
    }

    private static String onTheWire(int status, Map<String, String> headers, String body) {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        return "HTTP/1.1 " + status + " Status\r\n" + lines + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    @Override
    public String toString() {
        return "HttpReaction[" + moment + ", " + fate + ", " + ending + "]";
    }
}
