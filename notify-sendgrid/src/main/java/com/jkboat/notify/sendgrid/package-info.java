/**
 * The e-mail provider that sends through SendGrid's v3 API.
 *
 * <p>Four rooms: {@link com.jkboat.notify.sendgrid.SendGridProviderPlugin} with its options is how settings get in;
 * {@link com.jkboat.notify.sendgrid.SendGridEmailProvider} with its calls does the I/O; {@code SendGridRequest} writes a
 * message as SendGrid's JSON; {@code SendGridAnswers} turns what it answered into an outcome.
 */
@NullMarked
package com.jkboat.notify.sendgrid;

import org.jspecify.annotations.NullMarked;
