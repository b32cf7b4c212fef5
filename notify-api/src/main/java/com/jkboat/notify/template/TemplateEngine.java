package com.jkboat.notify.template;

/**
 * Turns a template and a model into subject, HTML and text.
 *
 * <p>Safe for concurrent callers.
 *
 * @since 0.1
 */
public interface TemplateEngine extends AutoCloseable {

    /**
     * Renders one message.
     *
     * <p>T-4: values are escaped in HTML and free of control characters in the subject. T-5: a value the template asks
     * for and the model lacks is an error that names template and variable, never a blank. T-6: the answer says which
     * version and locale it was rendered with. T-7: without a text template the text is made from the HTML.
     *
     * @throws TemplateException if the template does not exist or cannot be rendered with this model
     */
    Rendered render(RenderRequest request);

    @Override
    default void close() {}
}
