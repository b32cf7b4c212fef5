package com.jkboat.notify.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An e-mail address with an optional display name, safe to be written into headers and SMTP commands.
 *
 * <p>The check here is about safety and size, not about whether the mailbox exists: one {@code @}, no control
 * characters, no white space, none of the characters that have a meaning in an address list. Quoted local parts,
 * comments and address literals are refused. {@link #toString()} prints the masked form, so that an address cannot
 * leak through a log line; use {@link #address()} on purpose.
 *
 * @param address the bare address, such as {@code anna@example.org}; at most 254 octets, local part at most 64
 *     (RFC 5321 4.5.3.1)
 * @param name what a mail client shows instead; without control characters
 * @since 0.1
 */
public record EmailAddress(String address, Optional<String> name) {

    private static final int MAX_ADDRESS_OCTETS = 254;
    private static final int MAX_LOCAL_OCTETS = 64;
    private static final String SPECIALS = "()<>[]:;@\\,\" ";

    public EmailAddress {
        checkAddress(address);
        name = name.map(String::strip).filter(text -> !text.isEmpty());
        name.ifPresent(text -> HeaderText.check("display name", text));
    }

    /**
     * Makes an address without a display name.
     *
     * @throws IllegalArgumentException if the address is not safe or too long; the message does not repeat it
     * @since 0.1
     */
    public static EmailAddress of(String address) {
        return new EmailAddress(address, Optional.empty());
    }

    /**
     * Makes an address with a display name; a blank name counts as none.
     *
     * @throws IllegalArgumentException if one of them is not safe or too long; the message does not repeat them
     * @since 0.1
     */
    public static EmailAddress of(String address, String name) {
        return new EmailAddress(address, Optional.of(name));
    }

    /**
     * Reads {@code Name <address>} or a bare address, as written in settings.
     *
     * @throws IllegalArgumentException if the text is neither
     * @since 0.1
     */
    public static EmailAddress parse(String text) {
        String trimmed = text.strip();
        int open = trimmed.lastIndexOf('<');
        if (open < 0 || !trimmed.endsWith(">")) {
            return of(trimmed);
        }
        String name = trimmed.substring(0, open).strip();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return of(
                trimmed.substring(open + 1, trimmed.length() - 1),
                quoted ? name.substring(1, name.length() - 1) : name);
    }

    /** Returns what stands before the {@code @}. */
    public String localPart() {
        return address.substring(0, address.lastIndexOf('@'));
    }

    /** Returns what stands after the {@code @}, as given. */
    public String domain() {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /** Tells whether the bare address is pure ASCII; if not, the receiving server must offer SMTPUTF8. */
    public boolean isAscii() {
        return address.chars().allMatch(c -> c < 0x80);
    }

    /** Returns a form fit for logs and messages, such as {@code a***@example.org}. */
    public String masked() {
        return mask(address);
    }

    /** Masks any text that may be an address; text without {@code @} becomes {@code ***}. */
    public static String mask(String text) {
        int at = text.lastIndexOf('@');
        return at < 1 ? "***" : text.substring(0, text.offsetByCodePoints(0, 1)) + "***" + text.substring(at);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static void checkAddress(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new IllegalArgumentException("an e-mail address must have the form local@domain");
        }
        checkPart("local part", address.substring(0, at));
        checkPart("domain", address.substring(at + 1));
        if (octets(address) > MAX_ADDRESS_OCTETS || octets(address.substring(0, at)) > MAX_LOCAL_OCTETS) {
            throw new IllegalArgumentException("an e-mail address must have at most %d octets, %d before the @"
                    .formatted(MAX_ADDRESS_OCTETS, MAX_LOCAL_OCTETS));
        }
    }

    private static void checkPart(String part, String text) {
        HeaderText.check(part, text);
        if (text.startsWith(".") || text.endsWith(".") || text.contains("..")) {
            throw new IllegalArgumentException("the " + part + " of an e-mail address must not have empty dot atoms");
        }
        if (text.chars().anyMatch(c -> SPECIALS.indexOf(c) >= 0 || Character.isWhitespace(c))) {
            throw new IllegalArgumentException(
                    "the " + part + " of an e-mail address must not contain white space or any of ()<>[]:;@\\,\"");
        }
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
