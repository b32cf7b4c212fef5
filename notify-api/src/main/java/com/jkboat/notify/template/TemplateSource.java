package com.jkboat.notify.template;

import java.util.List;
import java.util.Optional;

/**
 * Where template files come from: the class path, a folder, a bucket.
 *
 * <p>A template is a folder of files, {@code booking-confirmation/v1/html.hbs}; shared layouts, partials and styles lie
 * beside the templates under names that begin with an underscore. Safe for concurrent callers.
 *
 * @since 0.1
 */
public interface TemplateSource {

    /** T-1: lists every template with every version it has, in no particular order. */
    List<TemplateId> list();

    /**
     * T-2: reads one file.
     *
     * @param path relative, with forward slashes, without {@code ..}; such as {@code _layouts/mail.hbs}
     * @return its text in UTF-8; empty when there is no such file
     * @throws IllegalArgumentException T-3: if the path could leave the source's folder
     */
    Optional<String> read(String path);

    /**
     * Returns the path if it can only lead downwards: plain names joined by slashes, none of which begins with a dot.
     *
     * @throws IllegalArgumentException T-3: otherwise; sources call this first in {@link #read}
     */
    static String requireInside(String path) {
        if (!TemplatePath.isInside(path)) {
            throw new IllegalArgumentException(
                    "a template path must be plain names joined by slashes, such as _layouts/mail.hbs");
        }
        return path;
    }
}
