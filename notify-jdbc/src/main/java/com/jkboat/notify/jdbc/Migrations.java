package com.jkboat.notify.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The scripts that build the tables of one component, one after the other.
 *
 * <p>They are resources {@code db/notify/COMPONENT/DIALECT/V1__what.sql}, the same names in every dialect, numbered
 * from 1 without gaps and never changed once released. Each ends by entering its version into the table
 * {@code notify_schema}, so that it makes no difference who runs it.
 *
 * @param component such as {@code queue}
 * @param anchor a class of the jar that holds the scripts
 * @param files their names, by version
 * @since 0.1
 */
public record Migrations(String component, Class<?> anchor, List<String> files) {

    public Migrations {
        files = List.copyOf(files);
        for (int i = 0; i < files.size(); i++) {
            if (!files.get(i).startsWith("V" + (i + 1) + "__")) {
                throw new IllegalArgumentException(
                        "file " + (i + 1) + " must begin with V" + (i + 1) + "__, but was: " + files.get(i));
            }
        }
    }

    /** Names the scripts of a component. */
    public static Migrations of(String component, Class<?> anchor, String... files) {
        return new Migrations(component, anchor, List.of(files));
    }

    int newest() {
        return files.size();
    }

    /** Returns the resources that lead from a version to the newest. */
    List<String> after(int version, Dialect dialect) {
        return files.subList(version, files.size()).stream()
                .map(file -> "db/notify/" + component + "/" + dialect.name() + "/" + file)
                .toList();
    }

    String text(String resource) {
        try (InputStream in = anchor.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar of " + anchor.getName() + " lacks " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
