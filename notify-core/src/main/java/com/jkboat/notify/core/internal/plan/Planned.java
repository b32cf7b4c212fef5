package com.jkboat.notify.core.internal.plan;

import com.jkboat.notify.event.Route;
import com.jkboat.notify.event.Timing.Window;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.template.TemplateId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One notification an event owes.
 *
 * @param id its deterministic id
 * @param route the rule it comes from
 * @param to where it goes
 * @param template what it is made with
 * @param window when it may be sent
 * @param resendOf the notification it repeats by hand
 */
public record Planned(
        UUID id, Route route, EmailAddress to, TemplateId template, Window window, Optional<UUID> resendOf) {

    /** Returns the same notification, not to be sent from this time on. */
    Planned endingBy(Instant end) {
        return new Planned(id, route, to, template, window.endingBy(end), resendOf);
    }
}
