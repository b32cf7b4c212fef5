package com.jkboat.notify.core.internal.plan;

import com.jkboat.notify.EmailRequest;
import com.jkboat.notify.Event;
import com.jkboat.notify.Priority;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.template.TemplateId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An {@link EmailRequest} in the form of an event, so that it takes the one way everything takes. */
public final class DirectEmail {

    /** The event type of e-mails asked for directly. */
    public static final String EVENT_TYPE = "email.requested";

    private static final String SCHEMA = """
            {
              "type": "object",
              "required": ["to", "templateId", "templateData"],
              "properties": {
                "to": {"type": "string", "maxLength": 254, "x-notify-recipient": "customer", "x-notify-personal": true},
                "toName": {"type": "string", "maxLength": 200, "x-notify-recipient-name": "customer", "x-notify-personal": true},
                "from": {"type": "string", "maxLength": 500},
                "subject": {"type": "string", "maxLength": 250},
                "templateId": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(/v[1-9][0-9]{0,5})?$"},
                "templateData": {"type": "object", "x-notify-personal": true},
                "metadata": {"type": "object"}
              }
            }
            """;

    private DirectEmail() {}

    public static EventSchema schema() {
        return new EventSchema(EVENT_TYPE, SCHEMA);
    }

    public static Route route() {
        return Route.builder("email", EVENT_TYPE).priority(Priority.HIGH).build();
    }

    /** Returns the event that stands for a request. */
    public static Event event(EmailRequest request, Instant now) {
        Map<String, Object> payload = new HashMap<>();
        payload.put("to", request.to().address());
        request.to().name().ifPresent(name -> payload.put("toName", name));
        request.from().ifPresent(from -> payload.put("from", written(from)));
        request.subject().ifPresent(subject -> payload.put("subject", subject));
        payload.put("templateId", request.templateId());
        payload.put("templateData", request.templateData());
        payload.put("metadata", request.metadata());
        return new Event(request.id(), EVENT_TYPE, now, payload, Optional.empty());
    }

    /** Returns the template an event asks for, if it is one of ours. */
    static Optional<TemplateId> template(Event event) {
        return isDirect(event) ? event.text("templateId").map(TemplateId::parse) : Optional.empty();
    }

    /** Returns the sender an event asks for, if it is one of ours. */
    public static Optional<EmailAddress> from(Event event) {
        return isDirect(event) ? event.text("from").map(EmailAddress::parse) : Optional.empty();
    }

    /** Returns the subject an event asks for, if it is one of ours. */
    public static Optional<String> subject(Event event) {
        return isDirect(event) ? event.text("subject") : Optional.empty();
    }

    /** Returns what the template reads: the template data of a direct e-mail, the payload of any other event. */
    @SuppressWarnings("unchecked") // the schema asks for an object, and a JSON object has text keys
    public static Map<String, Object> fields(Event event) {
        return isDirect(event) && event.payload().get("templateData") instanceof Map<?, ?> fields
                ? (Map<String, Object>) fields
                : event.payload();
    }

    private static boolean isDirect(Event event) {
        return event.type().equals(EVENT_TYPE);
    }

    private static String written(EmailAddress address) {
        return address.name().map(name -> name + " <" + address.address() + ">").orElse(address.address());
    }
}
