package com.jkboat.notify.core;

import com.jkboat.notify.ConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The plugins of one kind that are on the class path; discovery lists them, configuration chooses.
 *
 * @param kind for messages, such as {@code queue}
 * @param setting the key that chooses
 * @param found everything of this kind, by the order of the class path
 * @param nameOf returns a plugin's name
 */
record Plugins<P>(String kind, String setting, List<P> found, Function<P, String> nameOf) {

    /** Lists what is on the class path. */
    static <P> Plugins<P> discover(Class<P> type, String kind, String setting, Function<P, String> nameOf) {
        List<P> found = new ArrayList<>();
        try {
            ServiceLoader.load(type, Plugins.class.getClassLoader()).forEach(found::add);
        } catch (ServiceConfigurationError e) {
            throw new ConfigurationException("NTF-009", "a " + kind + " plugin cannot be loaded; is its jar whole?", e);
        }
        return new Plugins<>(kind, setting, List.copyOf(found), nameOf);
    }

    /** Returns the names of all plugins found, sorted. */
    List<String> names() {
        return found.stream().map(nameOf).sorted().toList();
    }

    /**
     * Returns the plugin of that name.
     *
     * @throws ConfigurationException if there is none, or there are two
     */
    P choose(String name) {
        List<P> fitting = found.stream()
                .filter(plugin -> nameOf.apply(plugin).equals(name))
                .toList();
        if (fitting.size() > 1) {
            throw new ConfigurationException(
                    "NTF-003",
                    "two " + kind + " plugins are called \"" + name + "\": " + jars(fitting)
                            + ". Remove one of the jars");
        }
        if (fitting.isEmpty()) {
            throw new ConfigurationException(
                    "NTF-002",
                    setting + " is \"" + name + "\" but no " + kind
                            + " plugin of that name is on the class path (found: " + String.join(", ", names()) + "). "
                            + remedy(name));
        }
        return fitting.get(0);
    }

    private String remedy(String name) {
        return Spelling.closest(name, names())
                .map(meant -> "Did you mean \"" + meant + "\"?")
                .orElseGet(() -> toAdd(name));
    }

    private String toAdd(String name) {
        boolean word = name.matches("[a-z0-9-]{1,40}");
        String artifact = switch (kind) {
            case "queue" -> name.equals("jdbc") ? "notify-jdbc-queue" : "notify-" + name;
            case "audit" -> name.equals("jdbc") ? "notify-jdbc-audit" : "notify-" + name;
            default -> "notify-" + name.toLowerCase(Locale.ROOT);
        };
        return word
                ? "Add com.jkboat.notify:" + artifact + " to the dependencies, or choose one of those found"
                : "Choose one of those found";
    }

    private static String jars(List<?> plugins) {
        return plugins.stream()
                .map(plugin -> plugin.getClass().getName() + " in "
                        + plugin.getClass()
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation())
                .collect(Collectors.joining(" and "));
    }
}
