package com.jkboat.notify.smtp;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells by its name alone whether a host is this machine; asks no DNS, whose answer could be anybody's. */
final class Loopback {

    private static final Pattern IPV4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern IPV6 = Pattern.compile("\\[?(::1|(0{1,4}:){7}0{0,3}1)]?");

    private Loopback() {}

    static boolean is(String host) {
        return host.toLowerCase(Locale.ROOT).equals("localhost")
                || IPV4.matcher(host).matches()
                || IPV6.matcher(host).matches();
    }
}
