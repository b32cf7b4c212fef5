/**
 * The e-mail provider that speaks SMTP: to a submission server, a relay, or a catcher on this machine.
 *
 * <p>Four rooms: {@link com.jkboat.notify.smtp.SmtpProviderPlugin} with its options is how settings get in;
 * {@link com.jkboat.notify.smtp.SmtpEmailProvider} with its pool of connections does the I/O; the bytes come ready-made
 * from notify-mime; {@code SmtpReplies} turns what the server said into an outcome. Jakarta Mail is the transport and
 * stays in this package. Its own loggers ({@code org.eclipse.angus.mail}, by java.util.logging) are quiet unless someone
 * turns them to FINE: they then print whole conversations, addresses included.
 */
@NullMarked
package com.jkboat.notify.smtp;

import org.jspecify.annotations.NullMarked;
