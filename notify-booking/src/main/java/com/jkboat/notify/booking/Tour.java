package com.jkboat.notify.booking;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;

/**
 * What was booked, and when it leaves.
 *
 * @param id the application's own, such as {@code TOUR456}
 * @param name as customers know it
 * @param date the day it leaves, where it leaves
 * @param time to the minute
 * @since 0.1
 */
public record Tour(String id, String name, LocalDate date, LocalTime time) {

    public Tour {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(time, "time");
    }

    void into(Map<String, Object> payload) {
        payload.put("tourId", id);
        payload.put("tourName", name);
        payload.put("tourDate", date.toString());
        payload.put("tourTime", "%02d:%02d".formatted(time.getHour(), time.getMinute()));
    }
}
