package com.jkboat.notify.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.event.Route.Ending;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.DeliveryEvent;
import com.jkboat.notify.template.TemplateId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A trade of one booking to tell stores about, and short words for what happens in it. */
final class AuditScene implements AutoCloseable {

    static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    static final EmailAddress ANNA = EmailAddress.of("Anna@Example.org", "Anna");
    static final String CUSTOMER = "CUST1";
    static final String SUBJECT = "booking/BK1";
    static final String ROUTE = "confirmation";

    private static final TemplateId TEMPLATE = TemplateId.of("confirmation", 3);

    private final AuditStore store;
    private final AuditStore second;

    AuditScene(AuditStore store, AuditStore second) {
        this.store = store;
        this.second = second;
    }

    AuditStore store() {
        return store;
    }

    /** Returns another store on the same record, or the same one where the record lives in its store. */
    AuditStore second() {
        return second;
    }

    @Override
    public void close() {
        second.close();
        store.close();
    }

    static AuditedEvent event(String type, Instant at) {
        return event(type, at, SUBJECT);
    }

    static AuditedEvent event(String type, Instant at, String subject) {
        Origin origin = new Origin(
                UUID.randomUUID(), type, Optional.of(subject), Optional.of(CUSTOMER), at, Optional.of("corr"));
        return new AuditedEvent(origin, "print", new byte[] {1});
    }

    static Owed owed(UUID id) {
        return Owed.of(id, ROUTE, "customer", ANNA);
    }

    static Owed toSend(UUID id, Instant at) {
        return owed(id).sending(TEMPLATE, at.plusSeconds(60));
    }

    ClaimResult claim(AuditedEvent event, Owed owed, Instant at) {
        return store.claim(List.of(new Claim(event, Optional.of(owed), List.of(), at)))
                .get(0);
    }

    ClaimResult claimToSend(AuditedEvent event, UUID id, Instant at) {
        return claim(event, toSend(id, at), at);
    }

    /** Makes the claim of an event that owes nothing, but ends others on the route. */
    static Claim ending(AuditedEvent by, Ending.Kind kind, Instant at) {
        return new Claim(by, Optional.empty(), List.of(new Ending(ROUTE, kind)), at);
    }

    /** Puts a notification of a new event on record as this. */
    UUID standing(AuditedEvent event, NotificationStatus status, Instant at) {
        UUID id = UUID.randomUUID();
        claim(event, owed(id).standing(status, "because"), at);
        return id;
    }

    UUID sent(AuditedEvent event) {
        return sent(event, "m-1");
    }

    /** Claims a notification and records that a provider accepted it under this name, at T0 + 2 s. */
    UUID sent(AuditedEvent event, String messageId) {
        UUID id = UUID.randomUUID();
        claimToSend(event, id, T0.plusSeconds(1));
        store.record(List.of(accepted(id, 1, T0.plusSeconds(2), messageId)));
        return id;
    }

    static AttemptRecord accepted(UUID id, int number, Instant at, String messageId) {
        Attempt attempt = new Attempt(
                number, at, Optional.of(at), Optional.of("smtp"), "accepted", Optional.of(messageId), Optional.empty());
        return new AttemptRecord(id, number, attempt, NotificationStatus.SENT, Optional.empty());
    }

    /** Tells of the first attempt of a claim. */
    static AttemptRecord told(UUID id, int number, String outcome, NotificationStatus status, Instant at) {

        Attempt attempt = new Attempt(
                number, at, Optional.of(at), Optional.of("smtp"), outcome, Optional.empty(), Optional.of("because"));
        return new AttemptRecord(id, number, attempt, status, Optional.of("because"));
    }

    /** Tells of an attempt as one made under an earlier claim, after its first. */
    static AttemptRecord under(int claim, AttemptRecord told) {
        return new AttemptRecord(told.notificationId(), claim, told.attempt(), told.status(), told.reason());
    }

    static StatusChange change(UUID id, NotificationStatus status) {
        return new StatusChange(id, status, "kim", "because", T0.plusSeconds(8));
    }

    static DeliveryEvent news(String eventId, String messageId, DeliveryEvent.Kind kind, Instant at) {
        return new DeliveryEvent(
                "smtp", eventId, Optional.empty(), Optional.of(messageId), kind, at, at, Optional.of("said " + kind));
    }

    Notification find(UUID id) {
        return store.find(id).orElseThrow();
    }

    NotificationStatus status(UUID id) {
        return find(id).status();
    }

    int count(NotificationQuery query) {
        return store.search(query).items().size();
    }

    /** Returns what happened to a subject, one word each. */
    List<String> words(String subject) {
        return store.timeline(subject).stream().map(TimelineEntry::what).toList();
    }

    /** Lets all begin at the same moment, each in a thread of its own, and returns what they answer. */
    @SafeVarargs
    static <T> List<T> race(Callable<T>... all) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(all.length);
        CyclicBarrier start = new CyclicBarrier(all.length);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> one : all) {
                running.add(threads.submit(() -> {
                    start.await(10, TimeUnit.SECONDS);
                    return one.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get(60, TimeUnit.SECONDS));
            }
            return answers;
        } finally {
            threads.shutdownNow();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
