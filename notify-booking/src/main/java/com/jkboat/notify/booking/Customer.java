package com.jkboat.notify.booking;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who booked; personal data, so {@link #toString()} prints the id only.
 *
 * @param id the application's own, such as {@code CUST789}
 * @param email where mails go
 * @param name how mails address them
 * @param phone as the customer wrote it
 * @param locale decides the language, and how dates, times and money are written
 * @since 0.1
 */
public record Customer(String id, String email, String name, Optional<String> phone, Optional<Locale> locale) {

    public Customer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(phone, "phone");
        Objects.requireNonNull(locale, "locale");
    }

    /** Makes a customer of whom no more is known. */
    public Customer(String id, String email, String name) {
        this(id, email, name, Optional.empty(), Optional.empty());
    }

    /** Returns the same customer, to be reached at this number. */
    public Customer withPhone(String number) {
        return new Customer(id, email, name, Optional.of(number), locale);
    }

    /** Returns the same customer, who reads this language by these customs. */
    public Customer withLocale(Locale other) {
        return new Customer(id, email, name, phone, Optional.of(other));
    }

    void into(Map<String, Object> payload) {
        payload.put("customerId", id);
        payload.put("customerEmail", email);
        payload.put("customerName", name);
        phone.ifPresent(number -> payload.put("customerPhone", number));
        locale.ifPresent(known -> payload.put("locale", known.toLanguageTag()));
    }

    @Override
    public String toString() {
        return "Customer[" + id + "]";
    }
}
