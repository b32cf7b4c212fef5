package com.jkboat.notify.core.internal.publish;

import com.jkboat.notify.message.EmailAddress;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.JMail;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Decides whether a text is an address one can send to.
 *
 * <p>JMail's strict rules refuse what is no address; {@link EmailAddress} refuses what is one but unsafe or too long.
 */
public final class Addresses {

    private static final EmailValidator STRICT = JMail.strictValidator();

    private Addresses() {}

    /** Says what is wrong with an address, without repeating it; empty if nothing is. */
    public static Optional<String> problem(String text) {
        String address = normalise(text);
        try {
            EmailAddress.of(address);
        } catch (IllegalArgumentException e) {
            return Optional.of("INVALID_EMAIL " + e.getMessage());
        }
        return STRICT.isValid(address)
                ? Optional.empty()
                : Optional.of("INVALID_EMAIL must be an e-mail address such as anna@example.org");
    }

    /** Trims and composes (Unicode NFC); the letters' case stays. */
    static String normalise(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }
}
