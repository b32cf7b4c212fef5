package com.jkboat.notify.config;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Secrets in environment variables; the look-up is a parameter so that tests need no real environment. */
record EnvironmentSecrets(UnaryOperator<String> variables) implements SecretSource {

    @Override
    public String scheme() {
        return "env";
    }

    @Override
    public Optional<Secret> find(String name) {
        return Optional.ofNullable(variables.apply(name)).map(Secret::of);
    }
}
