package com.jkboat.notify.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.Notify;
import com.jkboat.notify.event.NotificationDomain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What every command understands, and the client made from it. */
final class CommonOptions {

    private static final String FOLDER = "notify-data";

    @Option(
            names = "--data",
            paramLabel = "DIR|URL",
            description = "Where queue and record are kept: a folder, or a database that several runners may share,"
                    + " such as jdbc:postgresql://host/name (default: ${DEFAULT-VALUE}).")
    private String data = FOLDER;

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with notify.* settings.")
    @Nullable
    Path config;

    @Option(
            names = {"-D"},
            paramLabel = "key=value",
            description = "A setting; wins over the file, such as -D notify.providers=smtp.")
    Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--json", description = "Print one JSON object on standard output; everything else goes to stderr.")
    boolean json;

    @Option(names = "--verbose", description = "Log what happens to stderr.")
    boolean verbose;

    /** Returns embedded defaults, over them the file, over that the command line. */
    Settings settings() {
        Settings defaults = Settings.of(Map.of(
                "notify.sender", "JK Boat <bookings@jkboat.example>",
                "notify.brand.name", "JK Boat",
                "notify.brand.color", "#0b5c6b",
                "notify.queue.lease", "30s"));
        Settings fromFile = config == null ? defaults : defaults.with(Settings.load(config));
        Settings all = fromFile.with(Settings.of(overrides)).with("notify.data", folder().toString());
        return isDatabase() ? all.with("notify.jdbc.url", data) : all;
    }

    /** Returns where files are written. */
    Path folder() {
        return Path.of(isDatabase() ? FOLDER : data);
    }

    /** Tells whether mails are written as files. */
    boolean writesFiles() {
        return List.of(settings().find("notify.providers").orElse("eml").split("[,\\s]+"))
                .contains("eml");
    }

    /** Returns where mails are written as files. */
    Path outbox() {
        return settings().find("notify.provider.eml.folder").map(Path::of).orElse(folder().resolve("outbox"));
    }

    /**
     * Returns a command on the same data with the same settings, for a person to give.
     *
     * @param words what stands behind the name of the program
     */
    String command(String words) {
        List<String> all = new ArrayList<>(List.of("./notify", words));
        if (!data.equals(FOLDER)) {
            all.addAll(List.of("--data", quoted(data)));
        }
        if (config != null) {
            all.addAll(List.of("--config", quoted(config.toString())));
        }
        overrides.forEach((key, value) -> all.addAll(List.of("-D", key + "=" + quoted(masked(key, value)))));
        return String.join(" ", all);
    }

    private static String masked(String key, String value) {
        boolean plainSecret = key.endsWith("password") && !value.startsWith("env:") && !value.startsWith("file:");
        return plainSecret ? "***" : value;
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./*-]*") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private boolean isDatabase() {
        return data.startsWith("jdbc:");
    }

    DiskRoom room() {
        return new DiskRoom(folder());
    }

    /** Starts a client with every trade that is on the class path. */
    Notify.Builder client() {
        if (verbose) {
            ((Logger) LoggerFactory.getLogger("com.jkboat.notify")).setLevel(Level.DEBUG);
        }
        Notify.Builder builder = Notify.builder().settings(settings());
        ServiceLoader.load(NotificationDomain.class).forEach(builder::domain);
        return builder;
    }
}
