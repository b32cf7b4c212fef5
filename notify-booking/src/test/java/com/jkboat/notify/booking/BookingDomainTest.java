package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Event;
import com.jkboat.notify.core.template.HandlebarsTemplateEngine;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.NotificationDomain;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.event.Timing.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookingDomainTest {

    private final BookingDomain domain = new BookingDomain(ZoneId.of("Europe/Stockholm"));

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(NotificationDomain.class)).hasAtLeastOneElementOfType(BookingDomain.class);
    }

    @Test
    void describesEveryEventItsRoutesName() {
        assertThat(domain.routes().stream().flatMap(route -> route.eventTypes().stream()))
                .containsOnly(
                        BookingDomain.CREATED, BookingDomain.UPDATED, BookingDomain.CANCELLED, "booking.reminder");
        assertThat(domain.schemas())
                .extracting(EventSchema::eventType)
                .hasSize(4)
                .doesNotHaveDuplicates();
        assertThat(domain.templates().list()).hasSize(4);
    }

    @Test
    void remindsFromADayBeforeUntilTheTourLeaves() {
        Window window = reminder(event(BookingDomain.CREATED, Map.of()));

        assertThat(window.notBefore()).contains(Instant.parse("2030-06-13T16:00:00Z"));
        assertThat(window.notAfter()).contains(Instant.parse("2030-06-14T16:00:00Z"));
    }

    @Test
    void countsADayAsHoursWhenTheClocksChange() {
        Window window = reminder(event(BookingDomain.CREATED, Map.of("tourDate", "2030-03-31", "tourTime", "12:00")));

        assertThat(window.notBefore()).contains(Instant.parse("2030-03-30T10:00:00Z"));
        assertThat(window.notAfter()).contains(Instant.parse("2030-03-31T10:00:00Z"));
    }

    @Test
    void doesNotRemindWhoBooksOnTheLastDay() {
        Event late = event(BookingDomain.CREATED, Map.of()).withTimestamp(Instant.parse("2030-06-14T08:00:00Z"));

        assertThat(reminder(late).isPast(late.timestamp())).isTrue();
    }

    @Test
    void goesByTheZoneOfTheEvent() {
        Window window = reminder(event(BookingDomain.UPDATED, Map.of("timeZone", "Asia/Tokyo")));

        assertThat(window.notAfter()).contains(Instant.parse("2030-06-14T09:00:00Z"));
    }

    @Test
    void remindsAtOnceWhenAskedByAnEvent() {
        assertThat(reminder(event(BookingDomain.REMINDER, Map.of())).notBefore())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tourDate, 2030-02-30",
        "tourDate, 14/06/2030",
        "tourDate, ''",
        "tourTime, 6pm",
        "tourTime, 25:00",
        "timeZone, Mars/Phobos",
    })
    void doesNotGuessWhenATourLeaves(String field, String value) {
        Event event = event(BookingDomain.CREATED, Map.of(field, value));

        assertThatThrownBy(() -> reminder(event))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must tell when the tour leaves");
    }

    @Test
    void writesItsTemplatesForTheEventsOfTheirRoutes() {
        HandlebarsTemplateEngine engine = HandlebarsTemplateEngine.open(List.of(domain.templates()));

        Map<String, Set<String>> written = engine.templates().stream()
                .collect(Collectors.toMap(
                        template -> template.id().name(), template -> Set.copyOf(template.eventTypes())));

        assertThat(written)
                .isEqualTo(domain.routes().stream().collect(Collectors.toMap(Route::name, Route::eventTypes)));
    }

    private Window reminder(Event event) {
        Optional<Route> route = domain.routes().stream()
                .filter(one -> one.name().equals("booking-reminder"))
                .findFirst();
        return route.orElseThrow().timing().window(event);
    }

    private static Event event(String type, Map<String, Object> other) {
        Map<String, Object> payload = new HashMap<>(Map.of("tourDate", "2030-06-14", "tourTime", "18:00"));
        payload.putAll(other);
        return Event.of(type, payload);
    }
}
