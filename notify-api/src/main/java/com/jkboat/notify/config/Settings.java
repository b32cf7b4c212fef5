package com.jkboat.notify.config;

import com.jkboat.notify.ConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings as keys and texts, such as {@code notify.provider.smtp.port=587}; immutable.
 *
 * <p>Values are read through a {@link SettingsReader}, which checks them and remembers which keys mean something.
 * {@link #toString()} prints keys only, as values may be secrets.
 *
 * @since 0.1
 */
public final class Settings {

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /** Makes settings from a map, which is copied. */
    public static Settings of(Map<String, String> values) {
        return new Settings(new TreeMap<>(values));
    }

    /** Makes settings in which every default applies. */
    public static Settings defaults() {
        return of(Map.of());
    }

    /**
     * Reads a properties file in UTF-8.
     *
     * @throws ConfigurationException if the file cannot be read
     */
    public static Settings load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "NTF-005", "the settings file " + file + " cannot be read: " + reason(file, e), e);
        }
        return of(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        key -> key, key -> properties.getProperty(key).strip())));
    }

    private static String reason(Path file, Exception e) {
        if (e instanceof NoSuchFileException) {
            return "it does not exist; is the path right?";
        }
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        if (e instanceof AccessDeniedException) {
            return "that is not allowed; give yourself the right to";
        }
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8; save it in that";
        }
        return e instanceof IllegalArgumentException
                ? "it has \\u without four digits after it; write \\\\ for a backslash"
                : e.getClass().getSimpleName();
    }

    /** Returns settings in which this key has this value. */
    public Settings with(String key, String value) {
        Map<String, String> copy = new TreeMap<>(values);
        copy.put(key, value);
        return new Settings(copy);
    }

    /** Returns settings in which every key of the other wins. */
    public Settings with(Settings other) {
        Map<String, String> copy = new TreeMap<>(values);
        copy.putAll(other.values);
        return new Settings(copy);
    }

    /** Returns settings in which this key has this value unless it is set already. */
    public Settings withDefault(String key, String value) {
        return values.containsKey(key) ? this : with(key, value);
    }

    /** Finds the text of a key; empty when it is not set or blank. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key)).filter(text -> !text.isBlank());
    }

    /** Returns every key that is set, sorted. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
