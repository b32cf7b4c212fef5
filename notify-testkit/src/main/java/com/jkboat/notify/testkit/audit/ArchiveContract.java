package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.CUSTOMER;
import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.change;
import static com.jkboat.notify.testkit.audit.AuditScene.ending;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.news;
import static com.jkboat.notify.testkit.audit.AuditScene.owed;
import static com.jkboat.notify.testkit.audit.AuditScene.toSend;
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.ClaimResult.Conflict;
import com.jkboat.notify.audit.ClaimResult.Granted;
import com.jkboat.notify.audit.ClaimResult.Standing;
import com.jkboat.notify.event.Route.Ending.Kind;
import com.jkboat.notify.provider.DeliveryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** what leaves daily work, how it is still found, and how it comes back. */
interface ArchiveContract extends AuditRules {

    Instant LATER = T0.plusSeconds(1_000);

    /** Archives everything that can be. */
    private void archiveAll() {
        scene().store().archive(LATER, 100);
    }

    @Test
    @DisplayName("A-16: archives what has ended and is old, and leaves what has not")
    default void archivesWhatHasEnded() {
        AuditedEvent event = event("created", T0);
        UUID sent = scene().sent(event);
        List<UUID> stay = new ArrayList<>();
        stay.add(UUID.randomUUID());
        scene().claim(event, owed(stay.get(0)).scheduled(LATER.plusSeconds(1)), T0);
        stay.add(scene().standing(event, NotificationStatus.QUEUED, T0));
        stay.add(scene().standing(event, NotificationStatus.HELD, T0));
        for (int i = 0; i < 3; i++) {
            stay.add(UUID.randomUUID());
            scene().claimToSend(event, stay.get(3 + i), T0);
        }
        scene().store().record(List.of(told(stay.get(3), 1, "deferred", NotificationStatus.DEFERRED, T0)));
        scene().store().record(List.of(told(stay.get(4), 1, "unknown", NotificationStatus.IN_DOUBT, T0)));
        UUID young = UUID.randomUUID();
        scene().claim(event, owed(young).standing(NotificationStatus.SKIPPED, ""), LATER);

        assertThat(scene().store().archive(LATER, 100)).isEqualTo(1);

        stay.add(young);
        assertThat(scene().store().search(NotificationQuery.all()).items())
                .extracting(Notification::id)
                .containsExactlyInAnyOrderElementsOf(stay);
        assertThat(scene().status(sent)).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().count(NotificationQuery.all().about(SUBJECT))).isEqualTo(8);
    }

    @Test
    @DisplayName("A-16: archives in steps, the oldest first, and events that owe nothing by their own age")
    default void archivesInSteps() {
        AuditedEvent owesNothing = event("ignored", T0);
        scene().store().note(owesNothing, List.of());
        for (int i = 4; i >= 0; i--) {
            scene().standing(event("created", T0), NotificationStatus.SKIPPED, T0.plusSeconds(i));
        }

        assertThat(scene().store().archive(LATER, 2)).isEqualTo(2);
        assertThat(scene().store().search(NotificationQuery.all()).items())
                .extracting(it -> it.progress().createdAt())
                .containsExactly(T0.plusSeconds(4), T0.plusSeconds(3), T0.plusSeconds(2));
        assertThat(scene().store().archive(LATER, 2)).isEqualTo(2);
        assertThat(scene().store().archive(LATER, 2)).isEqualTo(1);
        assertThat(scene().store().archive(LATER, 2)).isZero();

        assertThat(scene().count(NotificationQuery.all())).isZero();
        assertThat(scene().count(NotificationQuery.all().about(SUBJECT))).isEqualTo(5);
        assertThat(scene().store().event(owesNothing.origin().eventId())).isPresent();
        assertThat(scene().words(SUBJECT)).filteredOn("published"::equals).hasSize(6);
    }

    @Test
    @DisplayName("A-17: finds what is archived as it was before")
    default void findsWhatIsArchived() {
        AuditedEvent event = event("created", T0);
        UUID id = scene().sent(event);
        UUID open = scene().standing(event, NotificationStatus.HELD, T0.plusSeconds(3));
        scene().store().apply(List.of(news("n", "m-1", DeliveryEvent.Kind.DELIVERED, T0.plusSeconds(8))));
        scene().claimToSend(new AuditedEvent(event.origin(), "other", new byte[] {2}), id, T0.plusSeconds(9));
        List<Object> before = everythingAbout(event, id, open);

        archiveAll();
        assertThat(everythingAbout(event, id, open)).isEqualTo(before);
        scene().store().change(List.of(change(open, NotificationStatus.CANCELLED)));
        before = everythingAbout(event, id, open);
        archiveAll();

        assertThat(everythingAbout(event, id, open)).isEqualTo(before);
        assertThat(scene().count(NotificationQuery.all())).isZero();
    }

    private List<Object> everythingAbout(AuditedEvent event, UUID... ids) {
        UUID eventId = event.origin().eventId();
        List<Object> all = new ArrayList<>();
        AuditedEvent kept = scene().store().event(eventId).orElseThrow();
        all.add(List.of(kept.origin(), kept.fingerprint(), kept.content().length));
        all.add(scene().store().fingerprints(List.of(eventId)));
        all.add(scene().store().timeline(SUBJECT));
        all.add(scene().store().statuses(List.of(ids)));
        for (UUID id : ids) {
            Notification found = scene().find(id);
            all.add(List.of(found, found.origin(), found.progress(), found.recipient(), found.template()));
            all.add(scene().store().attempts(id));
        }
        return all;
    }

    @Test
    @DisplayName("A-17: pages through both what is archived and what is not when somebody is asked for, else not")
    default void pagesThroughTheArchive() {
        for (int i = 0; i < 20; i++) {
            // three of each moment, and every other one archived: pages end anywhere
            NotificationStatus status = i % 2 == 0 ? NotificationStatus.SKIPPED : NotificationStatus.HELD;
            scene().standing(event("created", T0), status, T0.plusSeconds(i / 3));
        }
        NotificationQuery all = NotificationQuery.all();
        List<Notification> before = scene().store().search(all.about(SUBJECT)).items();
        archiveAll();

        for (NotificationQuery somebody :
                List.of(all.about(SUBJECT), all.ofCustomer(CUSTOMER), all.to("anna@example.org"))) {
            assertThat(pages(somebody.withLimit(3))).isEqualTo(before);
            assertThat(scene().count(somebody.in(NotificationStatus.SKIPPED))).isEqualTo(10);
            assertThat(scene().count(somebody.createdBetween(T0, T0.plusSeconds(2))))
                    .isEqualTo(6);
        }
        NotificationQuery early = all.about(SUBJECT).createdBetween(T0, T0.plusSeconds(4));
        assertThat(pages(early.withLimit(5)))
                .hasSize(12)
                .isEqualTo(scene().store().search(early).items());
        assertThat(pages(all.withLimit(3))).hasSize(10).doesNotHaveDuplicates();
        assertThat(scene().count(all.in(NotificationStatus.SKIPPED))).isZero();
        assertThat(scene().count(all.onRoute(AuditScene.ROUTE))).isEqualTo(10);
        assertThat(scene().count(all.createdBetween(T0, LATER))).isEqualTo(10);
    }

    private List<Notification> pages(NotificationQuery query) {
        Page<Notification> page = scene().store().search(query);
        List<Notification> all = new ArrayList<>(page.items());
        while (page.next().isPresent()) {
            page = scene().store().search(query.after(page.next().get()));
            all.addAll(page.items());
        }
        return all;
    }

    @Test
    @DisplayName("A-18: does not grant again what was sent and archived, and knows its event")
    default void doesNotGrantAgain() {
        AuditedEvent event = event("created", T0);
        UUID id = scene().sent(event);
        archiveAll();

        assertThat(scene().claimToSend(event, id, LATER)).isEqualTo(new Standing(NotificationStatus.SENT));
        archiveAll();
        AuditedEvent other = new AuditedEvent(event.origin(), "other", new byte[] {2});
        assertThat(scene().claimToSend(other, UUID.randomUUID(), LATER)).isEqualTo(new Conflict());
        archiveAll();
        scene().store().note(other, List.of());
        archiveAll();
        UUID again = UUID.randomUUID();
        assertThat(scene().claim(event, toSend(again, LATER).repeating(id), LATER))
                .isEqualTo(new Granted(1));

        assertThat(scene().store().attempts(id)).hasSize(1);
        assertThat(scene().store()
                        .search(NotificationQuery.all().about(SUBJECT))
                        .items())
                .extracting(Notification::id)
                .containsExactly(again, id);
        assertThat(scene().words(SUBJECT)).containsExactlyInAnyOrder("published", "attempt", "conflict", "conflict");
    }

    @Test
    @DisplayName("A-18: a claim on one that stayed behind leaves the archived ones of its event ended")
    default void claimsWhatStayedBehind() {
        AuditedEvent event = event("created", T0);
        UUID sent = scene().sent(event);
        UUID reminder = UUID.randomUUID();
        scene().claim(event, owed(reminder).scheduled(LATER), T0);
        archiveAll();

        assertThat(scene().claimToSend(event, reminder, LATER)).isEqualTo(new Granted(1));
        scene().store().record(List.of(accepted(reminder, 1, LATER, "m-2")));
        assertThat(scene().claimToSend(event, sent, LATER)).isEqualTo(new Standing(NotificationStatus.SENT));
        archiveAll();

        assertThat(scene().claimToSend(event, reminder, LATER)).isEqualTo(new Standing(NotificationStatus.SENT));
        assertThat(scene().words(SUBJECT)).containsExactly("published", "scheduled", "attempt", "attempt");
    }

    @Test
    @DisplayName("A-18: a replayed dead letter is taken up again where it was archived")
    default void takesUpAReplayedDeadLetter() {
        AuditedEvent event = event("created", T0);
        UUID failed = UUID.randomUUID();
        UUID replayed = UUID.randomUUID();
        for (UUID id : List.of(failed, replayed)) {
            scene().claimToSend(event, id, T0);
            scene().store().record(List.of(told(id, 1, "deferred", NotificationStatus.DEFERRED, T0)));
            scene().store().change(List.of(change(id, NotificationStatus.FAILED)));
        }
        archiveAll();

        scene().store().change(List.of(change(replayed, NotificationStatus.QUEUED)));
        assertThat(scene().claimToSend(event, replayed, LATER)).isEqualTo(new Granted(2));
        assertThat(scene().claimToSend(event, failed, LATER)).isEqualTo(new Granted(2));

        assertThat(scene().count(NotificationQuery.all().in(NotificationStatus.SENDING)))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("A-18: endings hold when the event that brought them is archived")
    default void keepsEndings() {
        AuditedEvent cancelled = event("cancelled", T0.plusSeconds(10));
        scene().store().claim(List.of(ending(cancelled, Kind.CANCELLED, T0.plusSeconds(11))));
        assertThat(scene().store().archive(LATER, 100)).isEqualTo(1);

        assertThat(scene().claimToSend(event("created", T0), UUID.randomUUID(), LATER))
                .isEqualTo(new Standing(NotificationStatus.CANCELLED));
    }

    @Test
    @DisplayName("A-18: folds late news of archived messages, by our id or the provider's, once")
    default void foldsLateNews() {
        UUID byMessage = scene().sent(event("created", T0), "m-1");
        UUID byId = scene().sent(event("created", T0), "m-2");
        DeliveryEvent bounced = news("b", "m-1", DeliveryEvent.Kind.BOUNCED_HARD, LATER);
        DeliveryEvent complained = new DeliveryEvent(
                "smtp",
                "c",
                Optional.of(byId),
                Optional.empty(),
                DeliveryEvent.Kind.COMPLAINED,
                LATER,
                LATER,
                Optional.empty());
        archiveAll();

        for (int i = 0; i < 2; i++) {
            assertThat(scene().store().apply(List.of(bounced, complained)))
                    .containsExactly(Optional.of(byMessage), Optional.of(byId));
            assertThat(scene().status(byMessage)).isEqualTo(NotificationStatus.BOUNCED);
            assertThat(scene().status(byId)).isEqualTo(NotificationStatus.COMPLAINED);
            archiveAll();
        }

        assertThat(scene().words(SUBJECT))
                .containsExactly("published", "published", "attempt", "attempt", "bounced_hard", "complained");
    }

    @Test
    @DisplayName("A-18: stores a late word about an archived attempt")
    default void storesALateWord() {
        UUID id = scene().standing(event("created", T0), NotificationStatus.CANCELLED, T0);
        archiveAll();

        scene().store().record(List.of(accepted(id, 1, LATER, "m-1")));

        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().store().attempts(id)).hasSize(1);
        assertThat(scene().count(NotificationQuery.all())).isEqualTo(1);
    }

    @Test
    @DisplayName("A-19: erases a customer in the archive too, also where an event is half in it")
    default void erasesTheArchive() {
        AuditedEvent whole = event("created", T0);
        UUID sent = scene().sent(whole, "m-1");
        AuditedEvent half = event("created", T0);
        UUID archived = scene().sent(half, "m-2");
        UUID open = scene().standing(half, NotificationStatus.HELD, T0);
        archiveAll();

        assertThat(scene().store().erase(CUSTOMER)).isEqualTo(2);
        assertThat(scene().store().erase(CUSTOMER)).isZero();

        for (UUID id : List.of(sent, archived, open)) {
            assertThat(scene().find(id).recipient()).isEmpty();
            assertThat(scene().find(id).origin().customer()).isEmpty();
        }
        assertThat(scene().store().event(whole.origin().eventId())).isEmpty();
        assertThat(scene().store().event(half.origin().eventId())).isEmpty();
        assertThat(scene().count(NotificationQuery.all().to("anna@example.org")))
                .isZero();
        assertThat(scene().count(NotificationQuery.all().ofCustomer(CUSTOMER))).isZero();
        UUID late = UUID.randomUUID();
        assertThat(scene().claim(whole, owed(late).standing(NotificationStatus.HELD, "anna"), LATER))
                .isEqualTo(new Granted(1));
        assertThat(scene().find(late).recipient()).isEmpty();
        assertThat(scene().find(late).reason()).isEmpty();
    }

    @Test
    @DisplayName("A-19: purges the archive too, and what an archived event ended with it")
    default void purgesTheArchive() {
        AuditedEvent cancelled = event("cancelled", T0.plusSeconds(10));
        scene().store().claim(List.of(ending(cancelled, Kind.CANCELLED, T0)));
        AuditedEvent half = event("created", T0.plusSeconds(11));
        UUID archived = scene().sent(half);
        UUID open = scene().standing(half, NotificationStatus.HELD, T0);
        archiveAll();

        assertThat(scene().store().purge(LATER, 2)).isEqualTo(1);
        assertThat(scene().store().purge(LATER, 2)).isZero();

        assertThat(scene().store().find(archived)).isEmpty();
        assertThat(scene().store().attempts(archived)).isEmpty();
        assertThat(scene().status(open)).isEqualTo(NotificationStatus.HELD);
        assertThat(scene().store().event(half.origin().eventId())).isPresent();
        assertThat(scene().words(SUBJECT)).containsExactly("held", "published");
        assertThat(scene().claimToSend(event("created", T0), UUID.randomUUID(), LATER))
                .isEqualTo(new Granted(1));
    }

    @Test
    @DisplayName("A-16, A-18: loses and doubles nothing while one archives what others claim, hear of and erase")
    default void losesNothingInARace() throws Exception {
        for (int round = 0; round < 10; round++) {
            String message = "m-" + round;
            AuditedEvent event = event("created", T0, "booking/" + round);
            UUID id = scene().sent(event, message);
            UUID again = UUID.randomUUID();

            List<Object> answers = AuditScene.race(
                    () -> scene().store().archive(LATER, 100),
                    () -> scene().second().archive(LATER, 100),
                    () -> scene().second()
                            .apply(List.of(news(message, message, DeliveryEvent.Kind.DELIVERED, T0.plusSeconds(9)))),
                    () -> scene().claimToSend(event, id, LATER),
                    () -> scene().claim(event, toSend(again, LATER).repeating(id), LATER),
                    () -> scene().second().erase(CUSTOMER));

            assertThat(answers.get(3))
                    .isIn(new Standing(NotificationStatus.SENT), new Standing(NotificationStatus.DELIVERED));
            assertThat(answers.get(4)).isEqualTo(new Granted(1));
            assertThat(scene().status(id)).isEqualTo(NotificationStatus.DELIVERED);
            assertThat(scene().store()
                            .search(NotificationQuery.all().about("booking/" + round))
                            .items())
                    .extracting(Notification::id)
                    .containsExactly(again, id);
            assertThat(scene().words("booking/" + round)).containsExactly("published", "attempt", "delivered");
            assertThat(scene().find(id).recipient()).isEmpty();
            assertThat(scene().store().event(event.origin().eventId())).isEmpty();
        }
    }
}
