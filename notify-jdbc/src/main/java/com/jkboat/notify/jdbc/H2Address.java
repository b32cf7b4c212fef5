package com.jkboat.notify.jdbc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an H2 address says: where the database is, and how it is set up.
 *
 * @param location {@code mem:NAME}, or a file, or either on a server
 * @param settings by their names in capitals
 */
record H2Address(String location, Map<String, String> settings) {

    private static final String MEMORY = "mem:";

    static H2Address of(String url) {
        String[] parts = url.substring(Products.H2_URL.length()).split(";", -1);
        Map<String, String> settings = Arrays.stream(parts)
                .skip(1)
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        part -> part[0].strip().toUpperCase(Locale.ROOT),
                        part -> part.length == 2 ? part[1].strip() : "",
                        (first, second) -> second));
        return new H2Address(parts[0].strip(), settings);
    }

    boolean isMemory() {
        return path().startsWith(MEMORY);
    }

    /** Tells whether every connection would have a database of its own. */
    boolean isPrivate() {
        return path().equals(MEMORY);
    }

    /**
     * Says what is missing for commits to outlast the process; empty if nothing is.
     *
     * <p>What was set once with {@code SET WRITE_DELAY} is not enough: it is on record, but does not hold after the
     * database is opened again without it.
     */
    Optional<String> durabilityProblem() {
        boolean isSafe = isMemory() || "0".equals(settings.get("WRITE_DELAY"));
        return isSafe
                ? Optional.empty()
                : Optional.of("H2 writes what was committed up to half a second later, and loses it when the process is"
                        + " killed. Write ;WRITE_DELAY=0 at the end of the address");
    }

    /** Leaves out the server: {@code tcp://host:port/path}. */
    private String path() {
        return location.replaceFirst("^(tcp|ssl)://[^/]*/", "");
    }
}
