package com.jkboat.notify.event;

import java.util.Objects;

/**
 * The JSON Schema (draft 2020-12) of one event type's payload, with a few keywords of our own.
 *
 * <p>Keywords on properties of the payload's top level:
 *
 * <ul>
 *   <li>{@code "x-notify-subject": "booking"}: the event is about {@code booking/} plus this field's value
 *   <li>{@code "x-notify-customer": true}: this field names whose personal data the event holds
 *   <li>{@code "x-notify-recipient": "customer"}: this field is the e-mail address of that role
 *   <li>{@code "x-notify-recipient-name": "customer"}: this field is the display name of that role
 *   <li>{@code "x-notify-locale": true} and {@code "x-notify-time-zone": true}: the recipient's language and zone
 *   <li>{@code "x-notify-personal": true}: the value is personal data
 * </ul>
 *
 * <p>On properties at any depth of nested objects: {@code "x-notify-money": "currency"}: this field is an amount in the
 * currency that the field {@code currency} beside it names; it must be an ISO 4217 code, and the amount must not have more
 * decimals than that currency. Without a currency the amount is not looked at.
 *
 * <p>One source for validation, for the template check and for what gets encrypted.
 *
 * @param eventType such as {@code booking.created}
 * @param json the schema's text
 * @since 0.1
 */
public record EventSchema(String eventType, String json) {

    public EventSchema {
        if (eventType.isBlank()) {
            throw new IllegalArgumentException("eventType must not be blank");
        }
        Objects.requireNonNull(json, "json");
    }

    @Override
    public String toString() {
        return "EventSchema[" + eventType + "]";
    }
}
