package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.ending;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.owed;
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimResult.Granted;
import com.jkboat.notify.audit.ClaimResult.Standing;
import com.jkboat.notify.event.Route.Ending;
import com.jkboat.notify.event.Route.Ending.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** what an event does to other notifications of its subject, now and later. */
interface EndingContract extends AuditRules {

    @Test
    @DisplayName("A-7: ends what is scheduled, queued, deferred or held, with the event that did it as reason")
    default void endsWhatIsUnsent() {
        AuditedEvent created = event("created", T0);
        UUID scheduled = UUID.randomUUID();
        scene().claim(created, owed(scheduled).scheduled(T0.plus(Duration.ofDays(9))), T0);
        UUID queued = scene().standing(created, NotificationStatus.QUEUED, T0);
        UUID held = scene().standing(created, NotificationStatus.HELD, T0);
        UUID deferred = UUID.randomUUID();
        scene().claimToSend(created, deferred, T0);
        scene().store().record(List.of(told(deferred, 1, "deferred", NotificationStatus.DEFERRED, T0)));
        AuditedEvent cancelled = event("cancelled", T0.plusSeconds(10));

        scene().store().claim(List.of(ending(cancelled, Kind.CANCELLED, T0.plusSeconds(11))));

        for (UUID unsent : List.of(scheduled, queued, held, deferred)) {
            assertThat(scene().status(unsent)).isEqualTo(NotificationStatus.CANCELLED);
            assertThat(scene().find(unsent).reason().orElse(""))
                    .contains(cancelled.origin().eventId().toString());
        }
        assertThat(scene().words(SUBJECT))
                .containsExactly(
                        "published",
                        "scheduled",
                        "queued",
                        "held",
                        "attempt",
                        "published",
                        "cancelled",
                        "cancelled",
                        "cancelled",
                        "cancelled");
    }

    @Test
    @DisplayName("A-7: leaves alone what is sent, of another route, another subject, the event itself or a newer one")
    default void leavesEverythingElseAlone() {
        AuditedEvent created = event("created", T0);
        AuditedEvent cancelled = event("cancelled", T0.plusSeconds(10));
        UUID sent = scene().sent(created);
        UUID otherRoute = UUID.randomUUID();
        scene().claim(created, Owed.of(otherRoute, "reminder", "customer", AuditScene.ANNA), T0);
        UUID otherSubject = scene().standing(event("created", T0, "booking/other"), NotificationStatus.QUEUED, T0);
        UUID newer = scene().standing(event("updated", T0.plusSeconds(11)), NotificationStatus.QUEUED, T0);
        UUID own = scene().standing(cancelled, NotificationStatus.QUEUED, T0);

        scene().store().claim(List.of(ending(cancelled, Kind.CANCELLED, T0.plusSeconds(12))));

        assertThat(scene().status(sent)).isEqualTo(NotificationStatus.SENT);
        for (UUID one : List.of(otherRoute, otherSubject, newer, own)) {
            assertThat(scene().status(one)).isEqualTo(NotificationStatus.QUEUED);
        }
    }

    @Test
    @DisplayName("A-7, A-8: leaves alone what is resent by hand")
    default void leavesAloneWhatIsResentByHand() {
        AuditedEvent created = event("created", T0);
        UUID original = scene().sent(created);
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        scene().claim(created, owed(before).repeating(original), T0.plusSeconds(5));

        scene().store().claim(List.of(ending(event("cancelled", T0.plusSeconds(10)), Kind.CANCELLED, T0)));

        assertThat(scene().status(before)).isEqualTo(NotificationStatus.QUEUED);
        assertThat(scene().claim(created, owed(after).repeating(original), T0.plusSeconds(20)))
                .isEqualTo(new Granted(1));
    }

    @Test
    @DisplayName("A-7: endings of an event without a subject do nothing")
    default void endingsWithoutASubjectDoNothing() {
        UUID queued = scene().standing(event("created", T0), NotificationStatus.QUEUED, T0);
        AuditedEvent without = withoutSubject(T0.plusSeconds(10));

        scene().store().claim(List.of(ending(without, Kind.CANCELLED, T0.plusSeconds(11))));

        assertThat(scene().status(queued)).isEqualTo(NotificationStatus.QUEUED);
        assertThat(scene().claimToSend(withoutSubject(T0), UUID.randomUUID(), T0))
                .isEqualTo(new Granted(1));
    }

    @Test
    @DisplayName("A-8: ends older notifications that come later")
    default void endsOlderNotificationsThatComeLater() {
        scene().store()
                .claim(List.of(
                        ending(event("updated", T0.plusSeconds(10)), Kind.SUPERSEDED, T0.plusSeconds(11)),
                        ending(event("updated", T0.plusSeconds(5)), Kind.CANCELLED, T0.plusSeconds(11))));
        UUID late = UUID.randomUUID();

        ClaimResult answer = scene().claimToSend(event("created", T0.plusSeconds(7)), late, T0.plusSeconds(12));

        assertThat(answer).isEqualTo(new Standing(NotificationStatus.SUPERSEDED));
        assertThat(scene().status(late)).isEqualTo(NotificationStatus.SUPERSEDED);
        assertThat(scene().claimToSend(event("created", T0.plusSeconds(20)), UUID.randomUUID(), T0.plusSeconds(21)))
                .isEqualTo(new Granted(1));
    }

    @Test
    @DisplayName("A-7, A-8: of two events at one time, one ends what the other has on record, not what comes later")
    default void endsWhatIsOfTheSameTimeOnlyWhenItIsOnRecord() {
        UUID before = scene().standing(event("created", T0), NotificationStatus.QUEUED, T0);

        scene().store().claim(List.of(ending(event("updated", T0), Kind.SUPERSEDED, T0)));

        assertThat(scene().status(before)).isEqualTo(NotificationStatus.SUPERSEDED);
        assertThat(scene().claimToSend(event("created", T0), UUID.randomUUID(), T0))
                .isEqualTo(new Granted(1));
    }

    @Test
    @DisplayName("A-7, A-8: hold between the claims of one batch")
    default void holdBetweenTheClaimsOfOneBatch() {
        UUID before = UUID.randomUUID();
        UUID after = UUID.randomUUID();
        AuditedEvent created = event("created", T0);

        List<ClaimResult> answers = scene().store()
                .claim(List.of(
                        claim(created, owed(before).scheduled(T0.plusSeconds(999))),
                        ending(event("cancelled", T0.plusSeconds(1)), Kind.CANCELLED, T0.plusSeconds(2)),
                        claim(created, owed(after).scheduled(T0.plusSeconds(999)))));

        assertThat(answers).containsExactly(new Granted(1), new Granted(1), new Standing(NotificationStatus.CANCELLED));
        assertThat(scene().status(before)).isEqualTo(NotificationStatus.CANCELLED);
        assertThat(scene().status(after)).isEqualTo(NotificationStatus.CANCELLED);
    }

    @Test
    @DisplayName("A-7, A-8: leave nothing scheduled when claim and ending meet in the same moment")
    default void leaveNothingScheduledWhenClaimAndEndingMeet() throws Exception {
        List<UUID> reminders = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            String subject = "booking/race-" + i;
            UUID reminder = UUID.randomUUID();
            reminders.add(reminder);
            Claim schedule = claim(event("created", T0, subject), owed(reminder).scheduled(T0.plusSeconds(999)));
            Claim cancel = ending(event("cancelled", T0.plusSeconds(1), subject), Kind.CANCELLED, T0.plusSeconds(1));

            AuditScene.race(
                    () -> scene().store().claim(List.of(schedule)),
                    () -> scene().second().claim(List.of(cancel)));
        }

        assertThat(scene().store().statuses(reminders).values()).hasSize(25).containsOnly(NotificationStatus.CANCELLED);
    }

    private static Claim claim(AuditedEvent event, Owed owed) {
        List<Ending> none = List.of();
        return new Claim(event, Optional.of(owed), none, T0);
    }

    private static AuditedEvent withoutSubject(Instant at) {
        Origin origin = new Origin(UUID.randomUUID(), "note", Optional.empty(), Optional.empty(), at, Optional.empty());
        return new AuditedEvent(origin, "print", new byte[] {1});
    }
}
