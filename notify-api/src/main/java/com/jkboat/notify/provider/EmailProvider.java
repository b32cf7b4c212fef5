package com.jkboat.notify.provider;

import com.jkboat.notify.message.EmailMessage;

/**
 * A provider that sends e-mail.
 *
 * <p>{@code EmailProviderContract} in notify-testkit holds the rules of {@link Provider} as tests.
 *
 * @since 0.1
 */
public interface EmailProvider extends Provider<EmailMessage> {}
