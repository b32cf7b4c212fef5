/**
 * The e-mail provider that sends through Mailgun's v3 API.
 *
 * <p>Four rooms: {@link com.jkboat.notify.mailgun.MailgunProviderPlugin} with its options is how settings get in;
 * {@link com.jkboat.notify.mailgun.MailgunEmailProvider} with its calls does the I/O; the mail comes ready-made from
 * notify-mime and {@code MailgunForm} puts it into a form; {@code MailgunAnswers} turns what was answered into an outcome.
 */
@NullMarked
package com.jkboat.notify.mailgun;

import org.jspecify.annotations.NullMarked;
