package com.jkboat.notify.core.template;

import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.template.TemplateSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads templates from a folder of the file system.
 *
 * <p>Every read goes to the disk; an engine reads once, when it opens. Links that lead out of the folder are refused.
 *
 * @since 0.1
 */
public final class FolderTemplateSource implements TemplateSource {

    private final Path root;

    /**
     * Makes a source over a folder, which need not exist: then there are no templates in it.
     *
     * @param root the folder that holds the templates' folders
     */
    public FolderTemplateSource(Path root) {
        this.root = Objects.requireNonNull(root, "root").toAbsolutePath().normalize();
    }

    /** {@inheritDoc} Folders whose names are no template names are passed over. */
    @Override
    public List<TemplateId> list() {
        List<TemplateId> found = new ArrayList<>();
        for (Path template : folders(root)) {
            for (Path version : folders(template)) {
                identify(template, version).ifPresent(found::add);
            }
        }
        return found;
    }

    /** {@inheritDoc} */
    @Override
    public Optional<String> read(String path) {
        Path file = root.resolve(TemplateSource.requireInside(path));
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            requireInside(file);
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read template file " + path + " as UTF-8", e);
        }
    }

    @Override
    public String toString() {
        return "FolderTemplateSource[" + root + "]";
    }

    private void requireInside(Path file) throws IOException {
        if (!file.toRealPath().startsWith(root.toRealPath())) {
            throw new IllegalArgumentException(
                    "a template file must lie in the template folder, not be a link out of it");
        }
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list template folder " + parent, e);
        }
    }

    private static Optional<TemplateId> identify(Path template, Path version) {
        boolean versioned = version.getFileName().toString().matches("v[1-9][0-9]{0,5}");
        boolean named = template.getFileName().toString().matches("[a-z0-9]+(-[a-z0-9]+)*");
        return named && versioned
                ? Optional.of(TemplateId.parse(template.getFileName() + "/" + version.getFileName()))
                : Optional.empty();
    }
}
