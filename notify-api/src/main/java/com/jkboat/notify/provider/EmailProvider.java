package com.jkboat.notify.provider;

import com.jkboat.notify.message.EmailMessage;

/**
 * A provider that sends e-mail.
 *
 * @since 0.1
 */
public interface EmailProvider extends Provider<EmailMessage> {}
