package com.jkboat.notify.message;

import java.util.Objects;

/**
 * A calendar object that rides as the richest alternative of a mail (RFC 6047).
 *
 * @param method must equal the METHOD property inside the object, or clients ignore it
 * @param iCalendar the whole object from {@code BEGIN:VCALENDAR} on, lines ended by CR LF
 * @since 0.1
 */
public record CalendarInvite(Method method, String iCalendar) {

    /** What the recipient's calendar is asked to do. */
    public enum Method {
        /** Enter it, or move it when it is there. */
        REQUEST,
        /** Take it out. */
        CANCEL,
        /** Show it, without expecting an answer. */
        PUBLISH
    }

    public CalendarInvite {
        Objects.requireNonNull(method, "method");
        if (!iCalendar.startsWith("BEGIN:VCALENDAR\r\n") || !iCalendar.contains("\r\nMETHOD:" + method + "\r\n")) {
            throw new IllegalArgumentException(
                    "iCalendar must begin with BEGIN:VCALENDAR and carry METHOD:" + method + ", lines ended by CR LF");
        }
    }

    @Override
    public String toString() {
        return "CalendarInvite[" + method + ", " + iCalendar.length() + " characters]";
    }
}
