package com.jkboat.notify.booking;

import com.jkboat.notify.Event;
import com.jkboat.notify.Priority;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.NotificationDomain;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.template.ClasspathTemplateSource;
import com.jkboat.notify.template.TemplateId;
import com.jkboat.notify.template.TemplateSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bookings of boat tours: confirmation, update, cancellation, and a reminder a day before.
 *
 * <p>Immutable and safe to share.
 *
 * @since 0.1
 */
public final class BookingDomain implements NotificationDomain {

    /** The event of a new booking. */
    public static final String CREATED = "booking.created";
    /** The event of a changed booking. */
    public static final String UPDATED = "booking.updated";
    /** The event of a cancelled booking. */
    public static final String CANCELLED = "booking.cancelled";
    /** The event of an application that decides by itself when to remind. */
    public static final String REMINDER = "booking.reminder";

    static final String CONFIRMATION_ROUTE = "booking-confirmation";
    static final String UPDATE_ROUTE = "booking-update";
    static final String CANCELLATION_ROUTE = "booking-cancellation";
    static final String REMINDER_ROUTE = "booking-reminder";

    private static final String ROOT = "com/jkboat/notify/booking";
    private static final ZoneId HOME = ZoneId.of("Europe/Stockholm");

    private final ZoneId homeZone;

    /** Makes the domain for tours that leave in Sweden, unless an event names another time zone. */
    public BookingDomain() {
        this(HOME);
    }

    /** Makes the domain for tours that leave in this zone, unless an event names another. */
    public BookingDomain(ZoneId homeZone) {
        this.homeZone = Objects.requireNonNull(homeZone, "homeZone");
    }

    @Override
    public String name() {
        return "booking";
    }

    @Override
    public List<EventSchema> schemas() {
        return List.of(schema(CREATED), schema(UPDATED), schema(CANCELLED), schema(REMINDER));
    }

    @Override
    public List<Route> routes() {
        TourTiming timing = new TourTiming(homeZone);
        return List.of(
                Route.builder(CONFIRMATION_ROUTE, CREATED)
                        .priority(Priority.HIGH)
                        .build(),
                Route.builder(UPDATE_ROUTE, UPDATED).priority(Priority.HIGH).build(),
                Route.builder(CANCELLATION_ROUTE, CANCELLED)
                        .priority(Priority.HIGH)
                        .cancels(CONFIRMATION_ROUTE, UPDATE_ROUTE, REMINDER_ROUTE)
                        .build(),
                Route.builder(REMINDER_ROUTE, CREATED, UPDATED, REMINDER)
                        .priority(Priority.BULK)
                        .timing(timing)
                        .supersedes(REMINDER_ROUTE)
                        .build());
    }

    @Override
    public TemplateSource templates() {
        return new ClasspathTemplateSource(
                BookingDomain.class,
                ROOT + "/templates",
                List.of(
                        TemplateId.of(CONFIRMATION_ROUTE, 1),
                        TemplateId.of(UPDATE_ROUTE, 1),
                        TemplateId.of(CANCELLATION_ROUTE, 1),
                        TemplateId.of(REMINDER_ROUTE, 1)));
    }

    /**
     * Adds {@code derived}, with {@code changes}, what an update changed, {@code guests}, how many come, {@code
     * hasRefund}, whether a cancellation pays back, and {@code refund}, how much in plain digits.
     */
    @Override
    public Map<String, Object> model(Event event) {
        Map<String, Object> payload = event.payload();
        Map<String, Object> derived = Map.of(
                "changes", BookingChanges.of(event),
                "guests", Amount.whole(payload.get("numberOfGuests")),
                "hasRefund", Refund.isDue(event),
                "refund", Amount.plain(payload.get("refundAmount")));
        return Map.of("derived", derived); // one name, as events may hold fields of the application's own
    }

    private static EventSchema schema(String eventType) {
        String resource = "/" + ROOT + "/schemas/" + eventType + ".json";
        try (InputStream in = BookingDomain.class.getResourceAsStream(resource)) {
            byte[] json = Objects.requireNonNull(in, resource).readAllBytes();
            return new EventSchema(eventType, new String(json, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource + " from the class path", e);
        }
    }
}
