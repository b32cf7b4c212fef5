package com.jkboat.notify;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which notifications to find; every given part must fit, newest first.
 *
 * <p>A question that names a subject, a customer or a recipient is answered from everything on record, the archive
 * included. Every other question, such as one by status, type or time alone, is about daily work and does not look into
 * the archive.
 *
 * @param subject such as {@code booking/BK123456}
 * @param customer such as {@code CUST789}
 * @param recipient the whole address; compared ignoring case
 * @param statuses any of these; all when empty
 * @param route the e-mail type, such as {@code booking-confirmation}
 * @param from created at this time or later
 * @param until created before this time
 * @param limit most per page, 1-1000, 100 by default
 * @param after the {@code next} of the page before; empty for the first
 * @since 0.1
 */
public record NotificationQuery(
        Optional<String> subject,
        Optional<String> customer,
        Optional<String> recipient,
        Set<NotificationStatus> statuses,
        Optional<String> route,
        Optional<Instant> from,
        Optional<Instant> until,
        int limit,
        Optional<String> after) {

    private static final int MAX_LIMIT = 1000;
    private static final NotificationQuery ALL = new NotificationQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            100,
            Optional.empty());

    public NotificationQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1-" + MAX_LIMIT + ", but was: " + limit);
        }
        statuses = Set.copyOf(statuses);
    }

    /** Starts from everything on record. */
    public static NotificationQuery all() {
        return ALL;
    }

    /** Narrows to one subject, such as {@code booking/BK123456}. */
    public NotificationQuery about(String subjectKey) {
        return new NotificationQuery(
                Optional.of(subjectKey), customer, recipient, statuses, route, from, until, limit, after);
    }

    /** Narrows to one customer. */
    public NotificationQuery ofCustomer(String customerId) {
        return new NotificationQuery(
                subject, Optional.of(customerId), recipient, statuses, route, from, until, limit, after);
    }

    /** Narrows to one recipient address. */
    public NotificationQuery to(String address) {
        return new NotificationQuery(
                subject, customer, Optional.of(address), statuses, route, from, until, limit, after);
    }

    /** Narrows to notifications that stand at any of these. */
    public NotificationQuery in(NotificationStatus... anyOf) {
        return new NotificationQuery(subject, customer, recipient, Set.of(anyOf), route, from, until, limit, after);
    }

    /** Narrows to one e-mail type. */
    public NotificationQuery onRoute(String routeName) {
        return new NotificationQuery(
                subject, customer, recipient, statuses, Optional.of(routeName), from, until, limit, after);
    }

    /** Narrows to notifications created from the first time on, and before the second. */
    public NotificationQuery createdBetween(Instant first, Instant end) {
        return new NotificationQuery(
                subject, customer, recipient, statuses, route, Optional.of(first), Optional.of(end), limit, after);
    }

    /** Sets how many come per page. */
    public NotificationQuery withLimit(int most) {
        return new NotificationQuery(subject, customer, recipient, statuses, route, from, until, most, after);
    }

    /** Goes on after a page, by its {@code next}. */
    public NotificationQuery after(String cursor) {
        return new NotificationQuery(
                subject, customer, recipient, statuses, route, from, until, limit, Optional.of(cursor));
    }

    /** Tells whether archived notifications are asked for too: it is about one subject, customer or recipient. */
    public boolean reachesArchive() {
        return subject.isPresent() || customer.isPresent() || recipient.isPresent();
    }

    @Override
    public String toString() {
        return "NotificationQuery[limit=" + limit + "]";
    }
}
