package com.jkboat.notify.template;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * Names a template, and perhaps one version of it.
 *
 * @param name lower case letters, digits and dashes, such as {@code booking-confirmation}
 * @param version 1 or more; empty means the newest
 * @since 0.1
 */
public record TemplateId(String name, OptionalInt version) {

    public TemplateId {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("a template name must be lower case words joined by dashes");
        }
        if (Objects.requireNonNull(version, "version").isPresent() && version.getAsInt() < 1) {
            throw new IllegalArgumentException("version must be >= 1, but was: " + version.getAsInt());
        }
    }

    /** Names the newest version. */
    public static TemplateId of(String name) {
        return new TemplateId(name, OptionalInt.empty());
    }

    /** Names one version. */
    public static TemplateId of(String name, int version) {
        return new TemplateId(name, OptionalInt.of(version));
    }

    /** Reads {@code name} or {@code name/v3}, the form of {@link #toString()}. */
    public static TemplateId parse(String text) {
        int slash = text.indexOf("/v");
        return slash < 0 ? of(text) : of(text.substring(0, slash), Integer.parseInt(text.substring(slash + 2)));
    }

    @Override
    public String toString() {
        return version.isPresent() ? name + "/v" + version.getAsInt() : name;
    }
}
