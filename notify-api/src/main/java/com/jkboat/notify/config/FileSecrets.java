package com.jkboat.notify.config;

import com.jkboat.notify.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Secrets in files, read anew each time, as container platforms mount and rotate them. */
record FileSecrets() implements SecretSource {

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public Optional<Secret> find(String name) {
        try {
            String text = Files.readString(Path.of(name), StandardCharsets.UTF_8);
            return Optional.of(Secret.of(text.replaceFirst("\r?\n\\z", "")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ConfigurationException("NTF-004", "the secret file " + name + " cannot be read", e);
        }
    }
}
