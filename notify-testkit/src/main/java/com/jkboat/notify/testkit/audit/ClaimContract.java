package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.ANNA;
import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.change;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.owed;
import static com.jkboat.notify.testkit.audit.AuditScene.toSend;
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimResult.Busy;
import com.jkboat.notify.audit.ClaimResult.Conflict;
import com.jkboat.notify.audit.ClaimResult.Granted;
import com.jkboat.notify.audit.ClaimResult.InDoubt;
import com.jkboat.notify.audit.ClaimResult.Standing;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.template.TemplateId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** what claims are answered, and what they put on record. */
interface ClaimContract extends AuditRules {

    @Test
    @DisplayName("A-1, A-3, A-4: grants a fresh notification once")
    default void grantsAFreshNotificationOnce() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();

        assertThat(scene().claimToSend(event, id, T0)).isEqualTo(new Granted(1));
        assertThat(scene().claimToSend(event, id, T0.plusSeconds(1))).isEqualTo(new Busy(T0.plusSeconds(60)));
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENDING);
    }

    @Test
    @DisplayName("A-1: answers the claims of a batch in order, each as if it came alone")
    default void answersTheClaimsOfABatchInOrder() {
        AuditedEvent event = event("created", T0);
        AuditedEvent other = new AuditedEvent(event.origin(), "other", new byte[] {2});
        UUID id = UUID.randomUUID();
        UUID another = UUID.randomUUID();

        List<ClaimResult> answers = scene().store()
                .claim(List.of(
                        new Claim(event, Optional.of(toSend(id, T0)), List.of(), T0),
                        new Claim(event, Optional.of(toSend(id, T0)), List.of(), T0.plusSeconds(1)),
                        new Claim(event, Optional.of(toSend(another, T0)), List.of(), T0.plusSeconds(2)),
                        new Claim(other, Optional.of(toSend(id, T0)), List.of(), T0.plusSeconds(3)),
                        new Claim(event, Optional.empty(), List.of(), T0.plusSeconds(4)),
                        new Claim(event, Optional.of(toSend(id, T0)), List.of(), T0.plusSeconds(61))));

        assertThat(answers)
                .containsExactly(
                        new Granted(1),
                        new Busy(T0.plusSeconds(60)),
                        new Granted(1),
                        new Conflict(),
                        new Granted(1),
                        new InDoubt(Optional.empty()));
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(scene().status(another)).isEqualTo(NotificationStatus.SENDING);
        assertThat(scene().words(SUBJECT)).containsExactly("published", "attempt", "conflict", "in_doubt");
    }

    @Test
    @DisplayName("A-3, A-11: says where a sent notification stands")
    default void saysWhereASentNotificationStands() {
        AuditedEvent event = event("created", T0);
        UUID id = scene().sent(event);

        assertThat(scene().claimToSend(event, id, T0.plusSeconds(99))).isEqualTo(new Standing(NotificationStatus.SENT));

        Notification found = scene().find(id);
        assertThat(found.progress().sentAt()).contains(T0.plusSeconds(2));
        assertThat(found.progress().provider()).contains("smtp");
        assertThat(found.progress().providerMessageId()).contains("m-1");
        assertThat(found.progress().attempts()).isEqualTo(1);
        assertThat(found.template()).contains(TemplateId.of("confirmation", 3));
        assertThat(found.recipient()).contains(ANNA);
    }

    @Test
    @DisplayName("A-3: grants again after a deferral and after a replayed dead letter")
    default void grantsAgainAfterADeferralAndAfterAReplayedDeadLetter() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        scene().store().record(List.of(told(id, 1, "deferred", NotificationStatus.DEFERRED, T0.plusSeconds(1))));

        assertThat(scene().claimToSend(event, id, T0.plusSeconds(2))).isEqualTo(new Granted(2));
        scene().store().record(List.of(told(id, 2, "deferred", NotificationStatus.DEFERRED, T0.plusSeconds(3))));
        scene().store().change(List.of(change(id, NotificationStatus.FAILED)));

        assertThat(scene().claimToSend(event, id, T0.plusSeconds(9))).isEqualTo(new Granted(3));
    }

    @Test
    @DisplayName("A-4, A-5: puts in doubt what a claim that ran out left sending, until somebody overrules the doubt")
    default void putsInDoubtWhatAClaimThatRanOutLeftSending() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);

        assertThat(scene().claimToSend(event, id, T0.plusSeconds(61))).isInstanceOf(InDoubt.class);
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.IN_DOUBT);
        assertThat(scene().claimToSend(event, id, T0.plusSeconds(62))).isInstanceOf(InDoubt.class);
        assertThat(scene().store().attempts(id)).singleElement().satisfies(lost -> {
            assertThat(lost.outcome()).isEqualTo("unknown");
            assertThat(lost.startedAt()).isEqualTo(T0);
            assertThat(lost.endedAt()).isEmpty();
        });

        assertThat(scene().claim(event, toSend(id, T0.plusSeconds(99)).overruling(), T0.plusSeconds(63)))
                .isEqualTo(new Granted(2));
    }

    @Test
    @DisplayName("A-6: finds another event under the same id, and leaves the first as it was")
    default void findsAnotherEventUnderTheSameId() {
        AuditedEvent first = event("created", T0);
        UUID id = scene().sent(first);
        AuditedEvent second = new AuditedEvent(first.origin(), "other", new byte[] {2});

        assertThat(scene().claimToSend(second, UUID.randomUUID(), T0.plusSeconds(5)))
                .isInstanceOf(Conflict.class);
        scene().store().note(second, List.of());

        UUID eventId = first.origin().eventId();
        assertThat(scene().store().fingerprints(List.of(eventId, UUID.randomUUID())))
                .containsOnlyKeys(eventId);
        assertThat(scene().store().fingerprints(List.of(eventId))).containsEntry(eventId, first.fingerprint());
        assertThat(scene().words(SUBJECT)).containsOnlyOnce("published").contains("conflict");
        assertThat(scene().store().event(eventId).orElseThrow().content()).isEqualTo(first.content());
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    @DisplayName("A-6: keeps the event for a resend")
    default void keepsTheEventForAResend() {
        AuditedEvent event = event("created", T0);
        UUID id = scene().sent(event);
        UUID again = UUID.randomUUID();

        scene().claim(
                        event,
                        owed(again)
                                .standing(NotificationStatus.QUEUED, "resend")
                                .repeating(id),
                        T0.plusSeconds(9));

        assertThat(scene().find(again).resendOf()).contains(id);
        AuditedEvent kept = scene().store().event(event.origin().eventId()).orElseThrow();
        assertThat(kept.content()).isEqualTo(event.content());
        assertThat(kept.origin()).isEqualTo(event.origin());
        assertThat(scene().store().statuses(List.of(id, again)))
                .containsEntry(id, NotificationStatus.SENT)
                .containsEntry(again, NotificationStatus.QUEUED);
    }

    @Test
    @DisplayName("A-9: stops what goes to a suppressed address, until it is released")
    default void stopsWhatGoesToASuppressedAddress() {
        Suppression suppression = new Suppression(EmailAddress.of("anna@example.org"), "hard bounce", "smtp", T0);
        scene().store().suppress(List.of(suppression, suppression));
        UUID id = UUID.randomUUID();

        assertThat(scene().claimToSend(event("created", T0), id, T0))
                .isEqualTo(new Standing(NotificationStatus.SUPPRESSED));
        assertThat(scene().find(id).reason()).contains("suppressed: hard bounce");
        assertThat(scene().store().release(suppression)).isTrue();
        assertThat(scene().store().release(suppression)).isFalse();
        assertThat(scene().claimToSend(event("created", T0), UUID.randomUUID(), T0))
                .isEqualTo(new Granted(1));
    }

    @Test
    @DisplayName("A-9: leaves alone what is being sent, is in doubt or has ended when its address is suppressed")
    default void leavesAloneWhatIsOnItsWayWhenItsAddressIsSuppressed() {
        AuditedEvent event = event("created", T0);
        UUID sending = UUID.randomUUID();
        scene().claimToSend(event, sending, T0);
        UUID sent = scene().sent(event);
        scene().store().suppress(List.of(new Suppression(ANNA, "complaint", "smtp", T0)));

        assertThat(scene().claimToSend(event, sending, T0.plusSeconds(1))).isInstanceOf(Busy.class);
        assertThat(scene().claimToSend(event, sending, T0.plusSeconds(61))).isInstanceOf(InDoubt.class);
        assertThat(scene().claimToSend(event, sent, T0.plusSeconds(61)))
                .isEqualTo(new Standing(NotificationStatus.SENT));
    }

    @Test
    @DisplayName("A-10: puts on record what is not to be sent, unless it is being sent or has ended")
    default void putsOnRecordWhatIsNotToBeSent() {
        AuditedEvent event = event("created", T0);
        UUID held = scene().standing(event, NotificationStatus.HELD, T0);
        UUID sending = UUID.randomUUID();
        scene().claimToSend(event, sending, T0);

        assertThat(scene().claimToSend(event, held, T0)).isEqualTo(new Standing(NotificationStatus.HELD));
        assertThat(scene().find(held).reason()).contains("because");
        assertThat(scene().claim(event, owed(sending).standing(NotificationStatus.SKIPPED, "late"), T0.plusSeconds(1)))
                .isInstanceOf(Busy.class);
        scene().store().record(List.of(accepted(sending, 1, T0.plusSeconds(2), "m-1")));
        assertThat(scene().claim(event, owed(sending).standing(NotificationStatus.SKIPPED, "late"), T0.plusSeconds(3)))
                .isEqualTo(new Standing(NotificationStatus.SENT));
    }
}
