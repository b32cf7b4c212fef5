package com.jkboat.notify.benchmark.endtoend;

import com.jkboat.notify.Event;
import com.jkboat.notify.booking.BookingDomain;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.NotificationDomain;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.template.TemplateSource;
import java.util.List;
import java.util.Map;

/** The booking domain with the route of the confirmation alone. */
final class ConfirmationsOnly implements NotificationDomain {

    private final BookingDomain bookings = new BookingDomain();

    @Override
    public String name() {
        return bookings.name();
    }

    @Override
    public List<EventSchema> schemas() {
        return bookings.schemas();
    }

    @Override
    public List<Route> routes() {
        return bookings.routes().stream()
                .filter(route -> route.name().equals("booking-confirmation"))
                .toList();
    }

    @Override
    public TemplateSource templates() {
        return bookings.templates();
    }

    @Override
    public Map<String, Object> model(Event event) {
        return bookings.model(event);
    }
}
