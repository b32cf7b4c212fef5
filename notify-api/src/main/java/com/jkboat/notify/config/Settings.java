package com.jkboat.notify.config;

import com.jkboat.notify.ConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
                    "NTF-005", "the settings file " + file + " cannot be read; is the path right?", e);
        }
        return of(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(
                        key -> key, key -> properties.getProperty(key).strip())));
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
