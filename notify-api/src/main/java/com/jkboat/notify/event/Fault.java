package com.jkboat.notify.event;

import java.util.Objects;

/**
 * One thing that is wrong with an event, and where.
 *
 * @param path JSON path such as {@code $.payload.customerEmail}; {@code $} for the whole event
 * @param problem what must be and what was found; never the value of a personal field
 * @since 0.1
 */
public record Fault(String path, String problem) {

    public Fault {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(problem, "problem");
    }

    @Override
    public String toString() {
        return path + " " + problem;
    }
}
