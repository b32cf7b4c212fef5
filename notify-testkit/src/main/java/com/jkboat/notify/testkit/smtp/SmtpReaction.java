package com.jkboat.notify.testkit.smtp;

import java.util.Objects;

/**
 * What the scripted server does at a step instead of what a healthy server would do.
 *
 * @since 0.1
 */
public sealed interface SmtpReaction {

    /** Answers with a code and a text; line feeds in the text make it a reply of several lines. */
    static SmtpReaction reply(int code, String text) {
        return new Reply(code, text);
    }

    /** Answers with a code and a text, then closes the connection. */
    static SmtpReaction replyThenClose(int code, String text) {
        return new Raw(new Reply(code, text).onTheWire(), Ending.CLOSE);
    }

    /** Answers with a line that is no SMTP reply, and goes on. */
    static SmtpReaction garbage() {
        return new Raw("\u0001 this is not SMTP \u0002\r\n", Ending.GO_ON);
    }

    /** Sends exactly this text, which needs its own line ends, and goes on; a 2xx or 3xx at its start lets the client. */
    static SmtpReaction verbatim(String text) {
        return new Raw(text, Ending.GO_ON);
    }

    /** Sends exactly this text, without a line end, then closes the connection. */
    static SmtpReaction partial(String text) {
        return new Raw(text, Ending.CLOSE);
    }

    /** Closes the connection without an answer. */
    static SmtpReaction close() {
        return new Raw("", Ending.CLOSE);
    }

    /** Resets the connection without an answer, as a crashed host or a firewall does. */
    static SmtpReaction reset() {
        return new Raw("", Ending.RESET);
    }

    /** Keeps the connection and says nothing until {@link ScriptedSmtpServer#release()}; then goes on as usual. */
    static SmtpReaction stall() {
        return new Stall();
    }

    /** What happens to the connection after the bytes of a reaction. */
    enum Ending {
        /** It stays open. */
        GO_ON,
        /** It is closed in order. */
        CLOSE,
        /** It is reset. */
        RESET
    }

    /**
     * A well-formed reply.
     *
     * @param code 200 to 599
     * @since 0.1
     */
    record Reply(int code, String text) implements SmtpReaction {

        public Reply {
            if (code < 200 || code > 599) {
                throw new IllegalArgumentException("code must be from 200 to 599, but was: " + code);
            }
            Objects.requireNonNull(text, "text");
        }

        /** Tells whether a client may go on after it. */
        public boolean isPositive() {
            return code < 400;
        }

        /** Returns the reply as it is sent, with line ends. */
        public String onTheWire() {
            String[] lines = text.split("\n", -1);
            StringBuilder reply = new StringBuilder();
            for (int i = 0; i < lines.length; i++) {
                reply.append(code).append(i < lines.length - 1 ? '-' : ' ');
                reply.append(lines[i]).append("\r\n");
            }
            return reply.toString();
        }
    }

    /**
     * Bytes that need not be SMTP, and what happens after them.
     *
     * @since 0.1
     */
    record Raw(String text, Ending ending) implements SmtpReaction {

        /** Tells whether a client may go on after it. */
        public boolean isPositive() {
            return ending == Ending.GO_ON && (text.startsWith("2") || text.startsWith("3"));
        }
    }

    /**
     * Silence until released.
     *
     * @since 0.1
     */
    record Stall() implements SmtpReaction {}
}
