package com.jkboat.notify.template;

import com.jkboat.notify.NotifyException;

/**
 * A template is missing, broken, or asks for a value the model lacks: fix the template or the data.
 *
 * <p>The message names template, version and, where known, line and variable; never a value.
 *
 * @since 0.1
 */
public final class TemplateException extends NotifyException {

    private static final long serialVersionUID = 1L;

    private final String template;

    /** Makes an exception about one template. */
    public TemplateException(TemplateId template, String problem) {
        super("NTF-050", "template " + template + ": " + problem);
        this.template = template.toString();
    }

    /** Makes an exception about one template, with what led to it. */
    public TemplateException(TemplateId template, String problem, Throwable cause) {
        super("NTF-050", "template " + template + ": " + problem, cause);
        this.template = template.toString();
    }

    /** Returns the template's name, with its version where known. */
    public String template() {
        return template;
    }
}
