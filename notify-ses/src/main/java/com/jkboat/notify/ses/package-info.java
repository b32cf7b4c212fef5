/**
 * The e-mail provider that sends through Amazon SES, API version 2.
 *
 * <p>Four rooms: {@link com.jkboat.notify.ses.SesProviderPlugin} with its options is how settings get in;
 * {@link com.jkboat.notify.ses.SesEmailProvider} does the I/O, the SDK of AWS over {@code JdkHttpClient}; the mail comes
 * ready-made from notify-mime and {@code SesRequest} wraps it; {@code SesErrors} turns what was answered into an outcome.
 * The SDK's types stay in this package. Its logger {@code software.amazon.awssdk.request} prints addresses at DEBUG.
 */
@NullMarked
package com.jkboat.notify.ses;

import org.jspecify.annotations.NullMarked;
