package com.jkboat.notify.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads templates that travel in a jar, from one folder of the class path.
 *
 * <p>The folder's content cannot be listed, so whoever ships the templates names them. Nothing is cached.
 *
 * @since 0.1
 */
public final class ClasspathTemplateSource implements TemplateSource {

    private final ClassLoader loader;
    private final String root;
    private final List<TemplateId> templates;

    /**
     * Makes a source over a folder that the class's own loader can see.
     *
     * @param neighbour a class of the jar the templates are in
     * @param root the folder, without slashes at its ends, such as {@code com/jkboat/notify/booking/templates}
     * @param templates every template in the folder, each with its version
     * @throws IllegalArgumentException if a template has no version, or the root is not a plain path
     */
    public ClasspathTemplateSource(Class<?> neighbour, String root, List<TemplateId> templates) {
        this.loader = Objects.requireNonNull(neighbour.getClassLoader(), "class loader of neighbour");
        this.root = TemplateSource.requireInside(root);
        this.templates = List.copyOf(templates);
        this.templates.forEach(ClasspathTemplateSource::requireVersion);
    }

    @Override
    public List<TemplateId> list() {
        return templates;
    }

    /** {@inheritDoc} */
    @Override
    public Optional<String> read(String path) {
        String resource = root + "/" + TemplateSource.requireInside(path);
        try (InputStream in = loader.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
        }
    }

    @Override
    public String toString() {
        return "ClasspathTemplateSource[" + root + "]";
    }

    private static void requireVersion(TemplateId template) {
        if (template.version().isEmpty()) {
            throw new IllegalArgumentException("template must name its version, but was: " + template);
        }
    }
}
