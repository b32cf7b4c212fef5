package com.jkboat.notify;

/**
 * A plugin broke its contract: tell its author.
 *
 * @since 0.1
 */
public final class PluginException extends NotifyException {

    private static final long serialVersionUID = 1L;

    private final String plugin;

    /** Makes an exception that names the plugin and the rule it broke. */
    public PluginException(String plugin, String message, Throwable cause) {
        super("NTF-040", "plugin " + plugin + " " + message, cause);
        this.plugin = plugin;
    }

    /** Returns the name of the plugin. */
    public String plugin() {
        return plugin;
    }
}
