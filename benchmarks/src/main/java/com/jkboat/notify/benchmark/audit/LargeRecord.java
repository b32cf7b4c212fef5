package com.jkboat.notify.benchmark.audit;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * A record of 90 days as a busy company has it: each booking owes a confirmation and a reminder to its customer.
 *
 * <p>Every tenth booking was made by one agency; every twentieth notification goes to the company's own address. Most are
 * delivered; about one in 5,000 is held or in doubt.
 */
final class LargeRecord {

    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant LAST = Instant.parse("2026-04-01T00:00:00Z");
    static final String AGENCY = "CUST0";
    static final String OFFICE = "office@example.org";

    private static final int PER_EVENT = 2;
    private static final int MAILS_PER_CUSTOMER = 10;

    private static final String STATUS = "CASE WHEN g % 5000 = 1 THEN 'held' WHEN g % 5000 = 3 THEN 'in_doubt'"
            + " WHEN g % 200 = 5 THEN 'failed' WHEN g % 200 = 7 THEN 'cancelled' WHEN g % 50 = 9 THEN 'bounced'"
            + " WHEN g % 50 = 11 THEN 'scheduled' WHEN g % 5 = 2 THEN 'sent' ELSE 'delivered' END";

    private static final String WAS_SENT = "status IN ('sent', 'delivered', 'bounced', 'failed', 'in_doubt')";

    private final int size;
    private final Random random = new Random(7);

    LargeRecord(int size) {
        this.size = size;
    }

    /** Fills the empty tables, in the order in which it would have happened. */
    void fill(Statement statement) throws SQLException {
        int events = size / PER_EVENT;
        long step = (LAST.toEpochMilli() - FIRST.toEpochMilli()) / size;
        String at = FIRST.toEpochMilli() + " + g::bigint * ";
        for (String sql : List.of(
                "INSERT INTO notify_event (event_id, event_type, subject, customer, occurred_at, recorded_at,"
                        + " correlation_id, fingerprint, content, place) SELECT md5('e' || g)::uuid, 'booking.created',"
                        + " 'booking/BK' || g % " + bookings() + ", 'CUST' || CASE WHEN g % 10 = 0 THEN 0 ELSE g % "
                        + customers() + " END, at, at, 'c' || g, md5('f' || g), convert_to(repeat(md5('x' || g), 20),"
                        + " 'UTF8'), g FROM (SELECT g, " + at + PER_EVENT * step + " AS at FROM generate_series(1, "
                        + events + ") g) AS e",
                "INSERT INTO notify_notification (id, event_id, subject, customer, occurred_at, route, role, recipient,"
                        + " recipient_key, status, template, created_at, updated_at, claimed_at, claimed_until, granted,"
                        + " attempts, sent_at, provider, provider_message_id, news) SELECT md5('n' || g)::uuid, event_id,"
                        + " subject, customer, occurred_at, CASE WHEN g % 2 = 0 THEN 'booking-confirmation' ELSE"
                        + " 'booking-reminder' END, 'customer', recipient, recipient, status, 'booking/v1', at, at, at, at,"
                        + " 1, 1, at, 'smtp', 'm' || g, CASE WHEN status IN ('delivered', 'bounced') THEN 1 ELSE 0 END"
                        + " FROM (SELECT g, " + at + step + " AS at, " + STATUS
                        + " AS status, CASE WHEN g % 20 = 13 THEN '"
                        + OFFICE + "' ELSE 'guest' || g % " + customers() + " || '@example.org' END AS recipient"
                        + " FROM generate_series(1, " + size + ") g) AS n"
                        + " JOIN notify_event ON event_id = md5('e' || (g + 1) / " + PER_EVENT
                        + ")::uuid::text ORDER BY g",
                "INSERT INTO notify_attempt (notification_id, claim, number, started_at, ended_at, provider, outcome,"
                        + " provider_message_id, place) SELECT id, 1, 1, created_at, created_at, 'smtp', 'accepted',"
                        + " provider_message_id, created_at FROM notify_notification WHERE " + WAS_SENT
                        + " ORDER BY created_at",
                "INSERT INTO notify_delivery_event (provider, provider_event_id, notification_id, provider_message_id,"
                        + " kind, occurred_at, received_at, place) SELECT 'smtp', 'd' || id, id, provider_message_id,"
                        + " 'DELIVERED', created_at, created_at, created_at FROM notify_notification WHERE news = 1"
                        + " ORDER BY created_at",
                "INSERT INTO notify_history (event_id, notification_id, at, what, actor, detail, place) SELECT event_id,"
                        + " id, created_at, 'scheduled', 'notify', 'due', created_at FROM notify_notification"
                        + " WHERE route = 'booking-reminder' ORDER BY created_at")) {
            statement.execute(sql);
        }
    }

    String booking() {
        return "booking/BK" + random.nextInt(bookings());
    }

    String customer() {
        return "CUST" + (1 + random.nextInt(customers() - 1));
    }

    String recipient() {
        return "guest" + random.nextInt(customers()) + "@example.org";
    }

    Instant time() {
        long span = LAST.toEpochMilli() - FIRST.toEpochMilli();
        return FIRST.plusMillis((long) (random.nextDouble() * span));
    }

    private int bookings() {
        return size / PER_EVENT * 4 / 5;
    }

    private int customers() {
        return size / MAILS_PER_CUSTOMER;
    }
}
