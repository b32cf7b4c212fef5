package com.jkboat.notify.config;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What a plugin is given when it is opened.
 *
 * @param settings its own section, such as {@code notify.provider.smtp}
 * @param root the reader of all settings, for sections a plugin shares with others, such as {@code notify.jdbc}
 * @param dataDirectory where an embedded plugin may keep files ({@code notify.data})
 * @param clock the time; a plugin never asks the system itself
 * @param shared things several plugins use together, such as a connection pool
 * @since 0.1
 */
public record PluginContext(
        SettingsSection settings,
        SettingsReader root,
        Path dataDirectory,
        InstantSource clock,
        SharedResources shared) {

    public PluginContext {
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(root, "root");
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(shared, "shared");
    }

    /** Returns a context that is the same but for its section. */
    public PluginContext withSection(String prefix) {
        return new PluginContext(root.section(prefix), root, dataDirectory, clock, shared);
    }
}
