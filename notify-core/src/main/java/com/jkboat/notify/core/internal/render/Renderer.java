package com.jkboat.notify.core.internal.render;

import com.jkboat.notify.Event;
import com.jkboat.notify.core.internal.plan.DirectEmail;
import com.jkboat.notify.core.internal.plan.Planned;
import com.jkboat.notify.core.internal.publish.EventShape;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.message.HeaderText;
import com.jkboat.notify.template.RenderRequest;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateEngine;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Turns what is owed into a finished message. */
public final class Renderer {

    private static final int MAX_SUBJECT = 250;

    private final TemplateEngine engine;
    private final Map<String, Object> brand;
    private final Sender sender;

    /** @param brand what every template can read under the name {@code brand} */
    public Renderer(TemplateEngine engine, Map<String, Object> brand, Sender sender) {
        this.engine = engine;
        this.brand = Map.copyOf(brand);
        this.sender = sender;
    }

    /**
     * Renders the words of a notification.
     *
     * @throws com.jkboat.notify.template.TemplateException if the template cannot be rendered with this model
     */
    public Rendered render(Planned planned, Event event, EventShape shape, Map<String, Object> added) {
        return engine.render(new RenderRequest(
                planned.template(),
                shape.locale(event).orElse(sender.locale()),
                shape.zone(event).orElse(sender.zone()),
                model(event, added)));
    }

    /** Puts the words into a message, dated now; its ids are the same however often it is made. */
    public EmailMessage message(Planned planned, Event event, Rendered words, Instant now) {
        String subject = DirectEmail.subject(event).orElse(words.subject());
        EmailMessage.Builder message = EmailMessage.builder(
                        planned.id(), DirectEmail.from(event).orElse(sender.from()), planned.to())
                .date(now)
                .subject(HeaderText.clean(subject, MAX_SUBJECT))
                .text(words.text())
                .header("Auto-Submitted", "auto-generated")
                .header("X-Notification-Id", planned.id().toString());
        words.html().ifPresent(message::html);
        sender.replyTo().ifPresent(message::replyTo);
        event.correlationId()
                .map(id -> HeaderText.clean(id, MAX_SUBJECT))
                .ifPresent(id -> message.header("X-Correlation-Id", id));
        return message.build();
    }

    private Map<String, Object> model(Event event, Map<String, Object> added) {
        Map<String, Object> model = new HashMap<>(added);
        model.putAll(DirectEmail.fields(event));
        model.put("brand", brand);
        model.put(
                "event",
                Map.of(
                        "type",
                        event.type(),
                        "id",
                        event.id().toString(),
                        "timestamp",
                        event.timestamp().toString()));
        return model;
    }
}
