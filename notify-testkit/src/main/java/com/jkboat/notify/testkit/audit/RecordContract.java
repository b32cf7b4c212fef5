package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.CUSTOMER;
import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.change;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static com.jkboat.notify.testkit.audit.AuditScene.under;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimResult.Granted;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.message.EmailAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A-11 and what goes with it: how attempts and changes move notifications, and what is kept of their texts. */
interface RecordContract extends AuditRules {

    @Test
    @DisplayName("A-11: accepted beats in doubt, whoever tells it")
    default void letsAcceptedBeatDoubtWhoeverTellsIt() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        scene().claimToSend(event, id, T0.plusSeconds(61));

        scene().store().record(List.of(accepted(id, 1, T0.plusSeconds(62), "m-1")));

        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().find(id).reason()).isEmpty();
        assertThat(scene().store().attempts(id)).extracting(Attempt::outcome).containsExactly("accepted");
    }

    @Test
    @DisplayName("A-11: never moves an accepted notification back, nor away from who accepted it first")
    default void neverMovesAnAcceptedNotificationBack() {
        UUID id = scene().sent(event("created", T0));

        scene().store()
                .record(List.of(
                        told(id, 2, "unknown", NotificationStatus.IN_DOUBT, T0.plusSeconds(9)),
                        accepted(id, 3, T0.plusSeconds(10), "m-3")));
        scene().store().change(List.of(change(id, NotificationStatus.FAILED)));

        Notification found = scene().find(id);
        assertThat(found.status()).isEqualTo(NotificationStatus.SENT);
        assertThat(found.progress().providerMessageId()).contains("m-1");
        assertThat(found.progress().sentAt()).contains(T0.plusSeconds(2));
        assertThat(found.progress().updatedAt()).isEqualTo(T0.plusSeconds(10));
        assertThat(found.progress().attempts()).isEqualTo(3);
    }

    @Test
    @DisplayName("A-11: an attempt of an earlier claim does not free what a newer claim is sending, unless accepted")
    default void keepsALateAttemptFromFreeingANewerClaim() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        scene().claimToSend(event, id, T0.plusSeconds(61));
        Owed again = AuditScene.toSend(id, T0.plusSeconds(62)).overruling();
        assertThat(scene().claim(event, again, T0.plusSeconds(62))).isEqualTo(new Granted(2));

        scene().store().record(List.of(told(id, 1, "deferred", NotificationStatus.DEFERRED, T0.plusSeconds(63))));
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENDING);
        assertThat(scene().claimToSend(event, id, T0.plusSeconds(64))).isInstanceOf(ClaimResult.Busy.class);

        scene().store().record(List.of(accepted(id, 1, T0.plusSeconds(65), "m-1")));
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    @DisplayName(
            "A-11: a second call of an earlier claim has the number of a newer claim's first, and touches nothing of it")
    default void keepsALateSecondCallApartFromANewerClaim() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        scene().claimToSend(event, id, T0.plusSeconds(61));
        scene().claim(event, AuditScene.toSend(id, T0.plusSeconds(62)).overruling(), T0.plusSeconds(62));

        List<AttemptRecord> late = List.of(
                told(id, 1, "unavailable", NotificationStatus.SENDING, T0.plusSeconds(1)),
                under(1, told(id, 2, "deferred", NotificationStatus.DEFERRED, T0.plusSeconds(63))));
        scene().store().record(late);
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENDING);
        assertThat(scene().find(id).progress().attempts()).isEqualTo(1);

        scene().store().record(List.of(told(id, 2, "unknown", NotificationStatus.IN_DOUBT, T0.plusSeconds(64))));
        scene().store().record(late);
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(scene().find(id).progress().attempts()).isEqualTo(2);
        assertThat(scene().store().attempts(id))
                .extracting(it -> it.number() + " " + it.outcome())
                .containsExactly("1 unavailable", "2 deferred", "2 unknown");

        scene().store().record(List.of(under(1, accepted(id, 2, T0.plusSeconds(65), "m-2"))));
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().find(id).progress().providerMessageId()).contains("m-2");
        assertThat(scene().store().attempts(id))
                .extracting(Attempt::outcome)
                .containsExactly("unavailable", "accepted", "unknown");
    }

    @Test
    @DisplayName("A-4, A-11: a late second call does not stand for the attempt that a newer claim never told of")
    default void countsTheLostAttemptOfANewerClaimBesideALateCall() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        scene().claimToSend(event, id, T0.plusSeconds(61));
        scene().claim(event, AuditScene.toSend(id, T0.plusSeconds(62)).overruling(), T0.plusSeconds(62));
        scene().store()
                .record(List.of(under(1, told(id, 2, "unavailable", NotificationStatus.QUEUED, T0.plusSeconds(63)))));

        assertThat(scene().claimToSend(event, id, T0.plusSeconds(199))).isInstanceOf(ClaimResult.InDoubt.class);

        assertThat(scene().find(id).progress().attempts()).isEqualTo(2);
        assertThat(scene().store().attempts(id))
                .extracting(it -> it.number() + " " + it.outcome())
                .containsExactly("1 unknown", "2 unavailable", "2 unknown");
    }

    @Test
    @DisplayName("A-11: an accepted outcome moves the notification, whatever status is told with it")
    default void movesByAnAcceptedOutcomeWhateverStatusIsTold() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);

        scene().store().record(List.of(told(id, 1, "accepted", NotificationStatus.HELD, T0.plusSeconds(1))));

        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().find(id).reason()).isEmpty();
        assertThat(scene().words(SUBJECT)).containsExactly("published", "attempt", "sent");
    }

    @Test
    @DisplayName("A-11: applies the records of a batch in order, and ignores what is not on record")
    default void appliesTheRecordsOfABatchInOrder() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);

        scene().store()
                .record(List.of(
                        told(id, 1, "unavailable", NotificationStatus.QUEUED, T0.plusSeconds(1)),
                        accepted(UUID.randomUUID(), 1, T0, "m-0"),
                        told(id, 2, "unavailable", NotificationStatus.QUEUED, T0.plusSeconds(2)),
                        told(id, 2, "deferred", NotificationStatus.DEFERRED, T0.plusSeconds(3))));

        assertThat(scene().status(id)).isEqualTo(NotificationStatus.DEFERRED);
        assertThat(scene().find(id).progress().attempts()).isEqualTo(2);
        assertThat(scene().store().attempts(id))
                .extracting(Attempt::outcome)
                .containsExactly("unavailable", "deferred");
    }

    @Test
    @DisplayName("change: what has ended stays ended, but a replayed dead letter is queued again")
    default void changesWhatHasNotEnded() {
        AuditedEvent event = event("created", T0);
        UUID failed = scene().standing(event, NotificationStatus.FAILED, T0);
        UUID skipped = scene().standing(event, NotificationStatus.SKIPPED, T0);
        UUID held = scene().standing(event, NotificationStatus.HELD, T0);

        scene().store()
                .change(List.of(
                        change(failed, NotificationStatus.QUEUED),
                        change(skipped, NotificationStatus.QUEUED),
                        change(held, NotificationStatus.CANCELLED),
                        change(UUID.randomUUID(), NotificationStatus.FAILED)));

        assertThat(scene().status(failed)).isEqualTo(NotificationStatus.QUEUED);
        assertThat(scene().status(skipped)).isEqualTo(NotificationStatus.SKIPPED);
        assertThat(scene().status(held)).isEqualTo(NotificationStatus.CANCELLED);
        assertThat(scene().store().timeline(SUBJECT))
                .filteredOn(it -> it.actor().equals("kim"))
                .extracting(TimelineEntry::what)
                .containsExactlyInAnyOrder("queued", "cancelled");
    }

    @Test
    @DisplayName("change: what is being sent or in doubt cannot be cancelled")
    default void doesNotCancelWhatAProviderMayHave() {
        AuditedEvent event = event("created", T0);
        UUID sending = UUID.randomUUID();
        scene().claimToSend(event, sending, T0);
        UUID doubtful = UUID.randomUUID();
        scene().claimToSend(event, doubtful, T0);
        scene().store().record(List.of(told(doubtful, 1, "unknown", NotificationStatus.IN_DOUBT, T0.plusSeconds(1))));

        scene().store()
                .change(List.of(
                        change(sending, NotificationStatus.CANCELLED), change(doubtful, NotificationStatus.CANCELLED)));

        assertThat(scene().status(sending)).isEqualTo(NotificationStatus.SENDING);
        assertThat(scene().status(doubtful)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(scene().store().timeline(SUBJECT)).noneMatch(it -> it.actor().equals("kim"));
    }

    @Test
    @DisplayName("texts: one that is long or has control characters is kept as a line of 2,000, and harms nobody else")
    default void keepsTheBeginningOfLongTexts() {
        String text = "nul\0, lines\r\n, " + "é".repeat(100_000);
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        UUID neighbour = UUID.randomUUID();
        Owed owed = Owed.of(id, AuditScene.ROUTE, "customer", EmailAddress.of("anna@example.org", "n".repeat(5_000)))
                .standing(NotificationStatus.QUEUED, text);
        Attempt attempt = new Attempt(
                1,
                T0,
                Optional.of(T0),
                Optional.of("smtp"),
                "error",
                Optional.of("m".repeat(9_000)),
                Optional.of(text));

        scene().store()
                .claim(List.of(
                        new Claim(event, Optional.of(owed), List.of(), T0),
                        new Claim(event, Optional.of(AuditScene.toSend(neighbour, T0)), List.of(), T0)));
        scene().store()
                .record(List.of(
                        new AttemptRecord(id, 1, attempt, NotificationStatus.QUEUED, Optional.of(text)),
                        accepted(neighbour, 1, T0, "m-1")));
        scene().store().change(List.of(new StatusChange(id, NotificationStatus.HELD, text, text, T0)));
        scene().store()
                .note(
                        event,
                        List.of(new TimelineEntry(
                                T0, event.origin().eventId(), Optional.of(id), "resend", text, text)));

        assertThat(scene().status(neighbour)).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().find(id).reason().orElseThrow()).hasSize(2_000).startsWith("nul , lines , é");
        assertThat(scene().store().attempts(id).get(0).detail().orElseThrow())
                .hasSize(2_000)
                .endsWith("…");
        assertThat(scene().store().timeline(SUBJECT))
                .allSatisfy(it -> assertThat(it.detail()).hasSizeLessThan(2_100).doesNotContain("\0"))
                .allSatisfy(it -> assertThat(it.actor()).hasSizeLessThanOrEqualTo(200));
        assertThat(scene().count(NotificationQuery.all().ofCustomer(CUSTOMER))).isEqualTo(2);
    }
}
