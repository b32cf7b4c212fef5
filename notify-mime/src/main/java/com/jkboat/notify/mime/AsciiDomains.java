package com.jkboat.notify.mime;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.net.IDN;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the domains of a message's addresses in ASCII, for providers that do not offer SMTPUTF8.
 *
 * @since 0.1
 */
public final class AsciiDomains {

    private AsciiDomains() {}

    /**
     * Returns a message whose addresses have ASCII domains; the same one if they all have.
     *
     * @return empty if a local part is not ASCII, or a domain has no ASCII form: such a mail needs SMTPUTF8
     * @since 0.1
     */
    public static Optional<EmailMessage> of(EmailMessage message) {
        boolean ascii = Stream.of(Optional.of(message.from()), Optional.of(message.to()), message.replyTo())
                .flatMap(Optional::stream)
                .allMatch(EmailAddress::isAscii);
        if (ascii) {
            return Optional.of(message);
        }
        try {
            return Optional.of(rewritten(message));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static EmailMessage rewritten(EmailMessage message) {
        EmailMessage.Builder builder = EmailMessage.builder(
                        message.notificationId(), rewritten(message.from()), rewritten(message.to()))
                .date(message.date())
                .subject(message.subject())
                .text(message.text());
        message.replyTo().map(AsciiDomains::rewritten).ifPresent(builder::replyTo);
        message.html().ifPresent(builder::html);
        message.calendar().ifPresent(builder::calendar);
        message.attachments().forEach(builder::attach);
        message.headers().forEach(builder::header);
        return builder.build();
    }

    private static EmailAddress rewritten(EmailAddress address) {
        EmailAddress ascii =
                new EmailAddress(address.localPart() + "@" + IDN.toASCII(address.domain()), address.name());
        if (!ascii.isAscii()) {
            throw new IllegalArgumentException("the local part is not ASCII");
        }
        return ascii;
    }
}
