package com.jkboat.notify;

import com.jkboat.notify.message.EmailAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One e-mail asked for directly, by template and data, without an event of its own.
 *
 * <p>It takes the same way as an event: durable queue, claim, audit record. The same id sent twice is one e-mail.
 *
 * @param id makes the request one and the same however often it is handed in
 * @param to the one recipient
 * @param from the sender; the configured one when empty
 * @param subject wins over the template's own subject when given
 * @param templateId which template to render, such as {@code booking-confirmation}
 * @param templateData what the template reads
 * @param metadata kept with the audit record; not personal data
 * @since 0.1
 */
public record EmailRequest(
        UUID id,
        EmailAddress to,
        Optional<EmailAddress> from,
        Optional<String> subject,
        String templateId,
        Map<String, Object> templateData,
        Map<String, String> metadata) {

    public EmailRequest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(to, "to");
        templateData = JsonValues.copyOf(templateData);
        metadata = Map.copyOf(new LinkedHashMap<>(metadata));
    }

    /** Makes a request under a new random id, from the configured sender, with the template's subject. */
    public static EmailRequest of(EmailAddress to, String templateId, Map<String, ?> templateData) {
        return new EmailRequest(
                UUID.randomUUID(),
                to,
                Optional.empty(),
                Optional.empty(),
                templateId,
                JsonValues.copyOf(templateData),
                Map.of());
    }

    @Override
    public String toString() {
        return "EmailRequest[" + id + ", " + templateId + "]";
    }
}
