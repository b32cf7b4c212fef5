package com.jkboat.notify.core.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses that may be linked to from a mail: https, mailto and tel, nothing that runs. */
final class SafeUrl {

    private static final Pattern ALLOWED = Pattern.compile(
            "(?:https://[^\\s/\"<>\\\\]+|mailto:|tel:)[^\\s\\p{Cntrl}\"<>\\\\]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)\\}");

    private SafeUrl() {}

    static boolean isSafe(String address) {
        return address.length() <= 2_000 && ALLOWED.matcher(address).matches();
    }

    /**
     * Fills {@code {name}} places with percent-encoded values and checks what comes out.
     *
     * @param values answers the value of a name, or throws when there is none
     */
    static String expand(String address, Function<String, Object> values) {
        Matcher matcher = PLACE.matcher(address);
        String full = matcher.replaceAll(place ->
                Matcher.quoteReplacement(encode(values.apply(place.group(1)).toString())));
        if (!isSafe(full)) {
            throw new UnusableValue("an address must begin with https://, mailto: or tel: and hold no spaces");
        }
        return full;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
