package com.jkboat.notify.booking;

import java.util.Map;
import java.util.Objects;

/**
 * Who booked; personal data, so {@link #toString()} prints the id only.
 *
 * @param id the application's own, such as {@code CUST789}
 * @param email where mails go
 * @param name how mails address them
 * @since 0.1
 */
public record Customer(String id, String email, String name) {

    public Customer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(name, "name");
    }

    void into(Map<String, Object> payload) {
        payload.put("customerId", id);
        payload.put("customerEmail", email);
        payload.put("customerName", name);
    }

    @Override
    public String toString() {
        return "Customer[" + id + "]";
    }
}
