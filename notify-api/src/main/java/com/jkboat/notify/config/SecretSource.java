package com.jkboat.notify.config;

import java.util.Optional;

/**
 * A place where secrets are kept: the environment, a mounted file, a vault.
 *
 * <p>A setting refers to it as {@code scheme:name}, such as {@code env:SMTP_PASSWORD}. Asked each time the secret is
 * needed, so that it can change without a restart; an implementation that is slow caches. Safe for concurrent callers.
 *
 * @since 0.1
 */
public interface SecretSource {

    /** Returns the word before the colon, in lower case. */
    String scheme();

    /**
     * Finds the secret as it is now; empty when there is none of that name.
     *
     * @throws com.jkboat.notify.NotifyException if the place cannot be reached
     */
    Optional<Secret> find(String name);

    /** Reads secrets from environment variables, {@code env:NAME}. */
    static SecretSource environment() {
        return new EnvironmentSecrets(System::getenv);
    }

    /** Reads secrets from files, {@code file:/run/secrets/name}; one trailing line end is cut off. */
    static SecretSource files() {
        return new FileSecrets();
    }
}
