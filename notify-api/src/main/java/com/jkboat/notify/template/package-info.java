/**
 * The template SPI: from a template, a language and a model to subject, HTML and text.
 *
 * <p>Called by the engine's render step. Rules are numbered T-n.
 */
@NullMarked
package com.jkboat.notify.template;

import org.jspecify.annotations.NullMarked;
