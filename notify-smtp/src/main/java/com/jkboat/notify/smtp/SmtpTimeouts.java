package com.jkboat.notify.smtp;

import java.time.Duration;

/**
 * The longest waits in a conversation.
 *
 * @param connect for the TCP connection to one address of the server, of which up to three are tried; default 5 s
 * @param read for each answer of the server; default 60 s. RFC 5321 4.5.3.2 advises 10 minutes for the answer to the
 *     final dot; each wait given up there is a message in doubt, but it also holds a worker that long
 * @param write for handing over the content of a message; default 30 s
 * @since 0.1
 */
public record SmtpTimeouts(Duration connect, Duration read, Duration write) {

    static final Duration LONGEST = Duration.ofHours(24);

    /** The defaults: 5 s, 60 s, 30 s. */
    public static final SmtpTimeouts DEFAULT =
            new SmtpTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30));

    public SmtpTimeouts {
        check("connect", connect);
        check("read", read);
        check("write", write);
    }

    private static void check(String name, Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " timeout must be from 1 ms to 24 h, but was: " + limit);
        }
    }
}
