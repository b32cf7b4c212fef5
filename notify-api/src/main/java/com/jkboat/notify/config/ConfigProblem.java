package com.jkboat.notify.config;

import java.util.Objects;

/**
 * One setting that cannot be used, and what it must be.
 *
 * @param key the full name, such as {@code notify.provider.smtp.port}
 * @param problem what must be and what was found; a secret's value is never repeated
 * @since 0.1
 */
public record ConfigProblem(String key, String problem) {

    public ConfigProblem {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(problem, "problem");
    }

    @Override
    public String toString() {
        return key + " " + problem;
    }
}
