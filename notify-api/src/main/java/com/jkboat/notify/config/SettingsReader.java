package com.jkboat.notify.config;

import com.jkboat.notify.ConfigurationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads settings once at start-up, collecting every problem instead of stopping at the first.
 *
 * <p>It also remembers which keys were asked for, so that a misspelt key is found instead of ignored. Not safe for use
 * by several threads.
 *
 * @since 0.1
 */
public final class SettingsReader {

    private final Settings settings;
    private final Map<String, SecretSource> secretSources = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    /** Makes a reader that also knows where secrets are kept. */
    public SettingsReader(Settings settings, Collection<? extends SecretSource> secretSources) {
        this.settings = settings;
        secretSources.forEach(source -> this.secretSources.put(source.scheme(), source));
    }

    /** Returns the settings whose keys begin with the prefix and a dot. */
    public SettingsSection section(String prefix) {
        return new SettingsSection(this, prefix);
    }

    /** Returns the problems found so far. */
    public List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    /** Adds a problem that a component found by itself. */
    public void report(String key, String problem) {
        problems.add(new ConfigProblem(key, problem));
    }

    /** Reports every key under the prefix that nobody asked for. */
    public void reportUnknown(String prefix) {
        settings.keys().stream()
                .filter(key -> key.startsWith(prefix + ".") && !asked.contains(key))
                .forEach(key -> report(key, "is not a setting anybody reads; is it spelt right?"));
    }

    /**
     * Ends the reading.
     *
     * @throws ConfigurationException if there was any problem; it lists them all
     */
    public void throwIfProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    Optional<String> find(String key) {
        asked.add(key);
        return settings.find(key);
    }

    Set<String> keysUnder(String prefix) {
        Set<String> keys = new HashSet<>(settings.keys());
        keys.removeIf(key -> !key.startsWith(prefix + "."));
        return keys;
    }

    Optional<SecretSource> secretSource(String scheme) {
        return Optional.ofNullable(secretSources.get(scheme));
    }
}
