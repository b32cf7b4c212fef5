package com.jkboat.notify.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password, key or token that prints as {@code ***}.
 *
 * @since 0.1
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value so that it no longer prints. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** Returns the value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
