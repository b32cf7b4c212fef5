package com.jkboat.notify.sendgrid;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What SendGrid cannot send, known before it is asked. */
final class SendGridLimits {

    /** Largest mail, attachments included. Source: SendGrid's API reference on mail/send, read 2026-11. */
    private static final long MOST_BYTES = 30_000_000;

    /** Beyond the headers a message may not have anyway. Source: SendGrid's OpenAPI description, 2024-07. */
    private static final Set<String> OWN_HEADERS = Set.of("x-sg-id", "x-sg-eid");

    private SendGridLimits() {}

    static Optional<Rejected> refusal(EmailMessage message) {
        boolean plain = Stream.of(Optional.of(message.from()), Optional.of(message.to()), message.replyTo())
                .flatMap(Optional::stream)
                .map(EmailAddress::localPart)
                .allMatch(local -> local.chars().allMatch(c -> c < 0x80));
        if (!plain) {
            return unsupported("addresses whose local part is not ASCII");
        }
        if (message.headers().keySet().stream().anyMatch(SendGridLimits::isOwn)) {
            return unsupported("headers named X-SG-ID or X-SG-EID, which are its own");
        }
        return size(message) > MOST_BYTES
                ? Optional.of(new Rejected(Reason.CONTENT, "sendgrid takes mails of less than 30 MB"))
                : Optional.empty();
    }

    private static boolean isOwn(String header) {
        return OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    private static Optional<Rejected> unsupported(String feature) {
        return Optional.of(new Rejected(Reason.UNSUPPORTED, "sendgrid does not take " + feature));
    }

    /** At least; characters beyond ASCII count one each. Attachments grow by a third as base64. */
    private static long size(EmailMessage message) {
        long size = (long) message.text().length()
                + message.html().map(String::length).orElse(0);
        for (Attachment attachment : message.attachments()) {
            size += attachment.content().remaining() / 3L * 4;
        }
        return size;
    }
}
