package com.jkboat.notify.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimResult.Granted;
import com.jkboat.notify.audit.ClaimResult.Standing;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.event.Route.Ending;
import com.jkboat.notify.event.Route.Ending.Kind;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.DeliveryEvent;
import com.jkboat.notify.template.TemplateId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The numbered rules of {@link AuditStore} as tests; every store passes them.
 *
 * @since 0.1
 */
public abstract class AuditStoreContract {

    private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
    private static final EmailAddress ANNA = EmailAddress.of("Anna@Example.org", "Anna");
    private static final String SUBJECT = "booking/BK1";

    private AuditStore store;

    /** Opens an empty store. */
    protected abstract AuditStore open();

    @BeforeEach
    final void openStore() {
        store = open();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void grantsAFreshNotificationOnce() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();

        assertThat(claimToSend(event, id, T0)).isEqualTo(new Granted(1));
        assertThat(claimToSend(event, id, T0.plusSeconds(1))).isEqualTo(new ClaimResult.Busy(T0.plusSeconds(60)));
        assertThat(find(id).status()).isEqualTo(NotificationStatus.SENDING);
    }

    @Test
    void grantsOneOfManyWhoClaimAtOnce() throws Exception {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ClaimResult>> all = Collections.nCopies(8, () -> claimToSend(event, id, T0));
            int granted = 0;
            for (Future<ClaimResult> one : threads.invokeAll(all)) {
                granted += one.get() instanceof Granted ? 1 : 0;
            }

            assertThat(granted).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void saysWhereASentNotificationStands() {
        AuditedEvent event = event("created", T0);
        UUID id = sent(event);

        assertThat(claimToSend(event, id, T0.plusSeconds(99))).isEqualTo(new Standing(NotificationStatus.SENT));

        Notification found = find(id);
        assertThat(found.progress().sentAt()).contains(T0.plusSeconds(2));
        assertThat(found.progress().provider()).contains("smtp");
        assertThat(found.progress().providerMessageId()).contains("m-1");
        assertThat(found.progress().attempts()).isEqualTo(1);
        assertThat(found.template()).contains(TemplateId.of("confirmation", 3));
        assertThat(found.recipient()).contains(ANNA);
    }

    @Test
    void putsInDoubtWhatAClaimThatRanOutLeftSending() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        claimToSend(event, id, T0);

        assertThat(claimToSend(event, id, T0.plusSeconds(61))).isInstanceOf(ClaimResult.InDoubt.class);
        assertThat(find(id).status()).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(claimToSend(event, id, T0.plusSeconds(62))).isInstanceOf(ClaimResult.InDoubt.class);
        assertThat(store.attempts(id)).singleElement().satisfies(lost -> {
            assertThat(lost.outcome()).isEqualTo("unknown");
            assertThat(lost.endedAt()).isEmpty();
        });

        Owed overruling = owed(id).overruling().sending(TemplateId.of("confirmation", 3), T0.plusSeconds(200));
        assertThat(claim(event, overruling, T0.plusSeconds(63))).isEqualTo(new Granted(2));
    }

    @Test
    void letsAcceptedBeatDoubtWhoeverTellsIt() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        claimToSend(event, id, T0);
        claimToSend(event, id, T0.plusSeconds(61));

        store.record(List.of(accepted(id, 1, T0.plusSeconds(62))));

        assertThat(find(id).status()).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void neverMovesAnAcceptedNotificationBack() {
        AuditedEvent event = event("created", T0);
        UUID id = sent(event);

        store.record(List.of(new AttemptRecord(
                id, attempt(1, "unknown", T0.plusSeconds(9)), NotificationStatus.IN_DOUBT, Optional.empty())));
        store.change(List.of(change(id, NotificationStatus.FAILED)));

        assertThat(find(id).status()).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void grantsAgainAfterADeferralAndAfterAReplayedDeadLetter() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        claimToSend(event, id, T0);
        store.record(List.of(new AttemptRecord(
                id, attempt(1, "deferred", T0.plusSeconds(1)), NotificationStatus.DEFERRED, Optional.of("later"))));

        assertThat(claimToSend(event, id, T0.plusSeconds(2))).isEqualTo(new Granted(2));
        store.record(List.of(new AttemptRecord(
                id, attempt(2, "deferred", T0.plusSeconds(3)), NotificationStatus.DEFERRED, Optional.empty())));
        store.change(List.of(change(id, NotificationStatus.FAILED)));

        assertThat(claimToSend(event, id, T0.plusSeconds(9))).isEqualTo(new Granted(3));
    }

    @Test
    void findsAnotherEventUnderTheSameId() {
        AuditedEvent first = event("created", T0);
        UUID id = sent(first);
        AuditedEvent second = new AuditedEvent(first.origin(), "other", new byte[] {2});

        assertThat(claimToSend(second, UUID.randomUUID(), T0.plusSeconds(5))).isInstanceOf(ClaimResult.Conflict.class);
        store.note(second, List.of());

        UUID eventId = first.origin().eventId();
        assertThat(store.fingerprints(List.of(eventId, UUID.randomUUID()))).containsOnlyKeys(eventId);
        assertThat(store.fingerprints(List.of(eventId))).containsEntry(eventId, first.fingerprint());
        assertThat(words(SUBJECT)).contains("conflict");
        assertThat(find(id).status()).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void endsUnsentNotificationsOfTheSubject() {
        AuditedEvent created = event("created", T0);
        UUID reminder = UUID.randomUUID();
        claim(created, owed(reminder).scheduled(T0.plus(Duration.ofDays(9))), T0);
        UUID sent = sent(created);
        AuditedEvent cancelled = event("cancelled", T0.plusSeconds(10));

        store.claim(List.of(new Claim(
                cancelled, Optional.empty(), List.of(new Ending("confirmation", Kind.CANCELLED)), T0.plusSeconds(11))));

        assertThat(find(reminder).status()).isEqualTo(NotificationStatus.CANCELLED);
        assertThat(find(reminder).reason().orElse(""))
                .contains(cancelled.origin().eventId().toString());
        assertThat(find(sent).status()).isEqualTo(NotificationStatus.SENT);
        assertThat(words(SUBJECT)).contains("scheduled", "cancelled");
    }

    @Test
    void endsOlderNotificationsThatComeLater() {
        AuditedEvent updated = event("updated", T0.plusSeconds(10));
        store.claim(List.of(new Claim(
                updated, Optional.empty(), List.of(new Ending("confirmation", Kind.SUPERSEDED)), T0.plusSeconds(11))));

        ClaimResult late = claimToSend(event("created", T0), UUID.randomUUID(), T0.plusSeconds(12));
        ClaimResult newer = claimToSend(event("created", T0.plusSeconds(20)), UUID.randomUUID(), T0.plusSeconds(21));

        assertThat(late).isEqualTo(new Standing(NotificationStatus.SUPERSEDED));
        assertThat(newer).isEqualTo(new Granted(1));
    }

    @Test
    void stopsWhatGoesToASuppressedAddress() {
        Suppression suppression = new Suppression(EmailAddress.of("anna@example.org"), "hard bounce", "smtp", T0);
        store.suppress(List.of(suppression, suppression));
        UUID id = UUID.randomUUID();

        assertThat(claimToSend(event("created", T0), id, T0)).isEqualTo(new Standing(NotificationStatus.SUPPRESSED));
        assertThat(find(id).status()).isEqualTo(NotificationStatus.SUPPRESSED);
        assertThat(store.release(suppression)).isTrue();
        assertThat(store.release(suppression)).isFalse();
        assertThat(claimToSend(event("created", T0), UUID.randomUUID(), T0)).isEqualTo(new Granted(1));
    }

    @Test
    void putsOnRecordWhatIsNotToBeSent() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();

        assertThat(claim(event, owed(id).standing(NotificationStatus.HELD, "guard"), T0))
                .isInstanceOf(Granted.class);
        assertThat(claimToSend(event, id, T0)).isEqualTo(new Standing(NotificationStatus.HELD));
        assertThat(find(id).reason()).contains("guard");
    }

    @Test
    void foldsNewsInAnyOrderToTheSameRecord() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<DeliveryEvent.Kind> kinds = List.of(
                DeliveryEvent.Kind.DEFERRED,
                DeliveryEvent.Kind.BOUNCED_SOFT,
                DeliveryEvent.Kind.DELIVERED,
                DeliveryEvent.Kind.OPENED,
                DeliveryEvent.Kind.OTHER);
        for (int round = 0; round < 30; round++) {
            UUID id = sent(event("created", T0), "m-" + round);
            List<DeliveryEvent> news = new ArrayList<>();
            for (int i = 0; i < kinds.size(); i++) {
                news.add(news(round + "-" + i, "m-" + round, kinds.get(i), T0.plusSeconds(10 + i)));
            }
            news.addAll(news.subList(1, 3));
            Collections.shuffle(news, random);

            news.forEach(one -> assertThat(store.apply(List.of(one))).containsExactly(Optional.of(id)));

            assertThat(find(id).status()).as("seed %d", seed).isEqualTo(NotificationStatus.DELIVERED);
        }
    }

    @Test
    void keepsNewsThatComesBeforeTheRecordKnowsTheMessage() {
        assertThat(store.apply(List.of(news("e", "m-early", DeliveryEvent.Kind.BOUNCED_HARD, T0.plusSeconds(1)))))
                .containsExactly(Optional.empty());

        UUID id = sent(event("created", T0), "m-early");

        assertThat(find(id).status()).isEqualTo(NotificationStatus.BOUNCED);
    }

    @Test
    void searchesByEveryPartInStablePages() {
        for (int i = 0; i < 25; i++) {
            claimToSend(event("created", T0.plusSeconds(i)), UUID.randomUUID(), T0.plusSeconds(i));
        }
        NotificationQuery query = NotificationQuery.all().about(SUBJECT).withLimit(10);

        Page<Notification> first = store.search(query);
        claimToSend(event("created", T0.plusSeconds(99)), UUID.randomUUID(), T0.plusSeconds(99));
        Page<Notification> second = store.search(query.after(first.next().orElseThrow()));
        Page<Notification> third = store.search(query.after(second.next().orElseThrow()));

        List<Notification> all = new ArrayList<>(first.items());
        all.addAll(second.items());
        all.addAll(third.items());
        assertThat(all).extracting(Notification::id).doesNotHaveDuplicates().hasSize(25);
        assertThat(all).extracting(it -> it.progress().createdAt()).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(third.next()).isEmpty();
        assertThat(count(NotificationQuery.all().ofCustomer("CUST1"))).isEqualTo(26);
        assertThat(count(NotificationQuery.all().to("ANNA@example.org"))).isEqualTo(26);
        assertThat(count(NotificationQuery.all().onRoute("confirmation"))).isEqualTo(26);
        assertThat(count(NotificationQuery.all().onRoute("other"))).isZero();
        assertThat(count(NotificationQuery.all().in(NotificationStatus.SENT))).isZero();
        assertThat(count(NotificationQuery.all().createdBetween(T0.plusSeconds(5), T0.plusSeconds(7))))
                .isEqualTo(2);
    }

    @Test
    void tellsTheWholeStoryInOrder() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        claimToSend(event, id, T0.plusSeconds(1));
        store.record(List.of(new AttemptRecord(
                id, attempt(1, "deferred", T0.plusSeconds(2)), NotificationStatus.DEFERRED, Optional.of("later"))));
        claimToSend(event, id, T0.plusSeconds(5));
        store.record(List.of(accepted(id, 2, T0.plusSeconds(6))));
        store.note(
                event,
                List.of(new TimelineEntry(
                        T0.plusSeconds(9), event.origin().eventId(), Optional.of(id), "resend", "kim", "lost")));
        store.apply(List.of(news("n", "m-1", DeliveryEvent.Kind.DELIVERED, T0.plusSeconds(8))));

        List<TimelineEntry> timeline = store.timeline(SUBJECT);

        assertThat(timeline)
                .extracting(TimelineEntry::what)
                .containsExactly("published", "attempt", "attempt", "delivered", "resend");
        assertThat(timeline.get(1).detail()).startsWith("1: deferred");
        assertThat(timeline.get(2).actor()).isEqualTo("smtp");
        assertThat(store.timeline("booking/other")).isEmpty();
    }

    @Test
    void leavesNothingThatTellsWhoAnErasedCustomerWas() {
        AuditedEvent event = event("created", T0);
        UUID id = sent(event);

        assertThat(store.erase("CUST1")).isEqualTo(1);

        Notification erased = find(id);
        assertThat(erased.recipient()).isEmpty();
        assertThat(erased.origin().customer()).isEmpty();
        assertThat(erased.status()).isEqualTo(NotificationStatus.SENT);
        assertThat(store.event(event.origin().eventId())).isEmpty();
        assertThat(count(NotificationQuery.all().to("anna@example.org"))).isZero();
    }

    @Test
    void purgesWhatHasEndedAndIsOld() {
        UUID old = sent(event("created", T0));
        UUID open = UUID.randomUUID();
        claimToSend(event("created", T0), open, T0);

        assertThat(store.purge(T0.plusSeconds(100), 10)).isEqualTo(1);

        assertThat(store.find(old)).isEmpty();
        assertThat(store.find(open)).isPresent();
        assertThat(store.attempts(old)).isEmpty();
    }

    @Test
    void keepsTheEventForAResend() {
        AuditedEvent event = event("created", T0);
        UUID id = sent(event);
        UUID again = UUID.randomUUID();

        claim(event, owed(again).standing(NotificationStatus.QUEUED, "resend").repeating(id), T0.plusSeconds(9));

        assertThat(find(again).resendOf()).contains(id);
        AuditedEvent kept = store.event(event.origin().eventId()).orElseThrow();
        assertThat(kept.content()).isEqualTo(event.content());
        assertThat(kept.origin()).isEqualTo(event.origin());
        assertThat(store.statuses(List.of(id, again)))
                .containsEntry(id, NotificationStatus.SENT)
                .containsEntry(again, NotificationStatus.QUEUED);
    }

    private UUID sent(AuditedEvent event) {
        return sent(event, "m-1");
    }

    private UUID sent(AuditedEvent event, String messageId) {
        UUID id = UUID.randomUUID();
        claimToSend(event, id, T0.plusSeconds(1));
        Attempt attempt = new Attempt(
                1,
                T0.plusSeconds(1),
                Optional.of(T0.plusSeconds(2)),
                Optional.of("smtp"),
                "accepted",
                Optional.of(messageId),
                Optional.empty());
        store.record(List.of(new AttemptRecord(id, attempt, NotificationStatus.SENT, Optional.empty())));
        return id;
    }

    private static AttemptRecord accepted(UUID id, int number, Instant at) {
        Attempt attempt = new Attempt(
                number, at, Optional.of(at), Optional.of("smtp"), "accepted", Optional.of("m-1"), Optional.empty());
        return new AttemptRecord(id, attempt, NotificationStatus.SENT, Optional.empty());
    }

    private static Attempt attempt(int number, String outcome, Instant at) {
        return new Attempt(
                number, at, Optional.of(at), Optional.of("smtp"), outcome, Optional.empty(), Optional.of("because"));
    }

    private static StatusChange change(UUID id, NotificationStatus status) {
        return new StatusChange(id, status, "notify", "because", T0.plusSeconds(8));
    }

    private static DeliveryEvent news(String eventId, String messageId, DeliveryEvent.Kind kind, Instant at) {
        return new DeliveryEvent(
                "smtp", eventId, Optional.empty(), Optional.of(messageId), kind, at, at, Optional.empty());
    }

    private ClaimResult claimToSend(AuditedEvent event, UUID id, Instant at) {
        return claim(event, owed(id).sending(TemplateId.of("confirmation", 3), at.plusSeconds(60)), at);
    }

    private ClaimResult claim(AuditedEvent event, Owed owed, Instant at) {
        return store.claim(List.of(new Claim(event, Optional.of(owed), List.of(), at)))
                .get(0);
    }

    private static Owed owed(UUID id) {
        return Owed.of(id, "confirmation", "customer", ANNA);
    }

    private static AuditedEvent event(String type, Instant at) {
        Origin origin = new Origin(
                UUID.randomUUID(), type, Optional.of(SUBJECT), Optional.of("CUST1"), at, Optional.of("corr"));
        return new AuditedEvent(origin, "print", new byte[] {1});
    }

    private Notification find(UUID id) {
        return store.find(id).orElseThrow();
    }

    private int count(NotificationQuery query) {
        return store.search(query).items().size();
    }

    private List<String> words(String subject) {
        return store.timeline(subject).stream().map(TimelineEntry::what).toList();
    }
}
