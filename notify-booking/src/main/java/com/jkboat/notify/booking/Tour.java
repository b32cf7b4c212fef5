package com.jkboat.notify.booking;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was booked, and when it leaves.
 *
 * @param id the application's own, such as {@code TOUR456}
 * @param name as customers know it
 * @param date the day it leaves, where it leaves
 * @param time to the minute, where it leaves
 * @param details what may be left out
 * @since 0.1
 */
public record Tour(String id, String name, LocalDate date, LocalTime time, Details details) {

    /**
     * What customers may be told beside when it leaves.
     *
     * @param timeZone of the place it leaves from; the domain's home zone when left out
     * @param meetingPoint where to be; one line
     * @param goodToKnow what to bring, when to be there; may have several lines
     * @since 0.1
     */
    public record Details(Optional<ZoneId> timeZone, Optional<String> meetingPoint, Optional<String> goodToKnow) {

        static final Details NONE = new Details(Optional.empty(), Optional.empty(), Optional.empty());

        public Details {
            Objects.requireNonNull(timeZone, "timeZone");
            Objects.requireNonNull(meetingPoint, "meetingPoint");
            Objects.requireNonNull(goodToKnow, "goodToKnow");
        }
    }

    public Tour {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(details, "details");
    }

    /** Makes a tour of which no more is known. */
    public Tour(String id, String name, LocalDate date, LocalTime time) {
        this(id, name, date, time, Details.NONE);
    }

    /** Returns the same tour, leaving from a place in this zone. */
    public Tour withTimeZone(ZoneId zone) {
        return with(new Details(Optional.of(zone), details.meetingPoint, details.goodToKnow));
    }

    /** Returns the same tour, with the place where guests meet. */
    public Tour withMeetingPoint(String place) {
        return with(new Details(details.timeZone, Optional.of(place), details.goodToKnow));
    }

    /** Returns the same tour, with what guests should know before. */
    public Tour withGoodToKnow(String advice) {
        return with(new Details(details.timeZone, details.meetingPoint, Optional.of(advice)));
    }

    private Tour with(Details other) {
        return new Tour(id, name, date, time, other);
    }

    void into(Map<String, Object> payload) {
        payload.put("tourId", id);
        payload.put("tourName", name);
        payload.put("tourDate", date.toString());
        payload.put("tourTime", "%02d:%02d".formatted(time.getHour(), time.getMinute()));
        details.timeZone.ifPresent(zone -> payload.put("timeZone", zone.getId()));
        details.meetingPoint.ifPresent(place -> payload.put("meetingPoint", place));
        details.goodToKnow.ifPresent(advice -> payload.put("goodToKnow", advice));
    }
}
