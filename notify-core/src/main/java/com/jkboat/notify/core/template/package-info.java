/**
 * The render step: from a template and a model to subject, HTML and text, by Handlebars.
 *
 * <p>Called by the worker after enrich; what comes out is put into a message and dispatched. All templates are
 * compiled when the engine opens. A template is a folder {@code NAME/vN} with {@code template.json},
 * {@code subject.hbs}, {@code html.hbs} and {@code text.hbs}; a variant for another language carries its tag,
 * {@code html.sv.hbs}; layouts and partials that templates share lie under {@code _layouts} and {@code _partials}.
 */
@NullMarked
package com.jkboat.notify.core.template;

import org.jspecify.annotations.NullMarked;
