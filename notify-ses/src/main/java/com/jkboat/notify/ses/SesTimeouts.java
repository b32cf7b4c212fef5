package com.jkboat.notify.ses;

import java.time.Duration;

/**
 * The longest waits in a call.
 *
 * @param connect for the connection and its TLS; default 5 s
 * @param call for a whole call, connecting included; default 30 s. Cut after the message has begun to leave, a mail is in
 *     doubt
 * @since 0.1
 */
public record SesTimeouts(Duration connect, Duration call) {

    static final Duration LONGEST = Duration.ofHours(1);

    /** The defaults: 5 s, 30 s. */
    public static final SesTimeouts DEFAULT = new SesTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));

    public SesTimeouts {
        check("connect", connect);
        check("call", call);
    }

    private static void check(String name, Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " timeout must be from 1 ms to 1 h, but was: " + limit);
        }
    }
}
