package com.jkboat.notify.core;

import java.util.List;

/**
 * What a look at configuration, plugins and connections has found.
 *
 * @param findings in the order they were looked at
 * @since 0.1
 */
public record Diagnosis(List<Finding> findings) {

    /**
     * One thing that was looked at.
     *
     * @param state how it is
     * @param component what it is
     * @param detail what was found, and what to do
     * @since 0.1
     */
    public record Finding(State state, String component, String detail) {}

    /** How something is. */
    public enum State {
        /** As it should be. */
        OK,
        /** It works, but somebody should know. */
        NOTE,
        /** It cannot work like this. */
        FAULT
    }

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Tells whether nothing stands in the way. */
    public boolean isHealthy() {
        return findings.stream().noneMatch(finding -> finding.state() == State.FAULT);
    }
}
