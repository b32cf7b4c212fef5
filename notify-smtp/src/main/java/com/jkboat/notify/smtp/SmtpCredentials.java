package com.jkboat.notify.smtp;

import com.jkboat.notify.config.Secret;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Who we are at the server; the secret is asked for at each new connection, so it may change meanwhile.
 *
 * @param secret the password, or the access token for {@link SmtpAuth#XOAUTH2}
 * @since 0.1
 */
public record SmtpCredentials(String user, Supplier<Secret> secret, SmtpAuth auth) {

    public SmtpCredentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(secret, "secret");
        Objects.requireNonNull(auth, "auth");
    }

    /** Makes credentials with a password that stays the same. */
    public static SmtpCredentials of(String user, Secret password) {
        return new SmtpCredentials(user, () -> password, SmtpAuth.AUTO);
    }

    @Override
    public String toString() {
        return "SmtpCredentials[***, " + auth + "]";
    }
}
