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
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.ClaimResult.Granted;
import com.jkboat.notify.audit.ClaimResult.Standing;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.event.Route.Ending.Kind;
import com.jkboat.notify.provider.DeliveryEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A-15 and purge: what is taken away, and what stays. */
interface RetentionContract extends AuditRules {

    @Test
    @DisplayName("A-15: leaves nothing that tells who an erased customer was, and everything else")
    default void leavesNothingThatTellsWhoAnErasedCustomerWas() {
        AuditedEvent event = event("created", T0);
        UUID id = scene().sent(event);
        scene().store().apply(List.of(news("n", "m-1", DeliveryEvent.Kind.DELIVERED, T0.plusSeconds(8))));
        UUID held = scene().standing(event, NotificationStatus.HELD, T0.plusSeconds(3));
        scene().store().suppress(List.of(new Suppression(AuditScene.ANNA, "complaint", "smtp", T0)));

        assertThat(scene().store().erase(CUSTOMER)).isEqualTo(1);
        assertThat(scene().store().erase(CUSTOMER)).isZero();

        for (Notification erased : List.of(scene().find(id), scene().find(held))) {
            assertThat(erased.recipient()).isEmpty();
            assertThat(erased.origin().customer()).isEmpty();
            assertThat(erased.reason()).isEmpty();
        }
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.DELIVERED);
        assertThat(scene().store().event(event.origin().eventId())).isEmpty();
        assertThat(scene().store().fingerprints(List.of(event.origin().eventId())))
                .hasSize(1);
        assertThat(scene().count(NotificationQuery.all().to("anna@example.org")))
                .isZero();
        assertThat(scene().count(NotificationQuery.all().ofCustomer(CUSTOMER))).isZero();
        assertThat(scene().store().attempts(id))
                .allSatisfy(it -> assertThat(it.detail()).isEmpty());
        assertThat(scene().words(SUBJECT)).containsExactly("published", "attempt", "held", "delivered");
        assertThat(scene().store().timeline(SUBJECT))
                .extracting(TimelineEntry::detail)
                .containsExactly("created", "1: accepted", "", "");
        assertThat(scene().claimToSend(event("created", T0), UUID.randomUUID(), T0))
                .isEqualTo(new Standing(NotificationStatus.SUPPRESSED));
    }

    @Test
    @DisplayName("A-15: what is told after the erasure is kept without texts and recipient")
    default void keepsNoTextsAfterTheErasure() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        scene().store().apply(List.of(news("early", "m-1", DeliveryEvent.Kind.DEFERRED, T0.plusSeconds(1))));
        scene().store().erase(CUSTOMER);

        UUID late = UUID.randomUUID();
        assertThat(scene().claim(event, owed(late).standing(NotificationStatus.HELD, "guard: anna"), T0.plusSeconds(2)))
                .isEqualTo(new Granted(1));
        scene().store()
                .record(List.of(
                        told(id, 1, "unavailable", NotificationStatus.QUEUED, T0.plusSeconds(3)),
                        accepted(id, 2, T0.plusSeconds(3), "m-1")));
        scene().store().apply(List.of(news("late", "m-1", DeliveryEvent.Kind.DELIVERED, T0.plusSeconds(4))));
        scene().store().change(List.of(change(late, NotificationStatus.CANCELLED)));
        UUID eventId = event.origin().eventId();
        scene().store()
                .note(
                        event,
                        List.of(new TimelineEntry(
                                T0.plusSeconds(9), eventId, Optional.of(id), "resend", "kim", "anna")));

        for (Notification erased : List.of(scene().find(id), scene().find(late))) {
            assertThat(erased.recipient()).isEmpty();
            assertThat(erased.origin().customer()).isEmpty();
            assertThat(erased.reason()).isEmpty();
        }
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.DELIVERED);
        assertThat(scene().count(NotificationQuery.all().to("anna@example.org")))
                .isZero();
        assertThat(scene().store().event(eventId)).isEmpty();
        assertThat(scene().store().attempts(id)).extracting(Attempt::detail).containsOnly(Optional.empty());
        assertThat(scene().store().timeline(SUBJECT))
                .extracting(it -> it.what() + " " + it.detail())
                .containsExactly(
                        "published created",
                        "deferred ",
                        "held ",
                        "attempt 1: unavailable",
                        "attempt 2: accepted",
                        "delivered ",
                        "cancelled ",
                        "resend ");
    }

    @Test
    @DisplayName("purge: deletes what has ended and is old, with its attempts, and leaves the rest")
    default void purgesWhatHasEndedAndIsOld() {
        UUID old = scene().sent(event("created", T0));
        AuditedEvent shared = event("created", T0);
        UUID open = UUID.randomUUID();
        scene().claimToSend(shared, open, T0);
        scene().sent(shared);
        UUID young = UUID.randomUUID();
        scene().claim(event("created", T0), owed(young).standing(NotificationStatus.SKIPPED, ""), T0.plusSeconds(100));

        assertThat(scene().store().purge(T0.plusSeconds(100), 10)).isEqualTo(2);

        assertThat(scene().store().find(old)).isEmpty();
        assertThat(scene().store().attempts(old)).isEmpty();
        assertThat(scene().store().find(open)).isPresent();
        assertThat(scene().store().find(young)).isPresent();
        assertThat(scene().store().event(shared.origin().eventId())).isPresent();
        assertThat(scene().words(SUBJECT)).containsExactly("published", "published", "skipped");
    }

    @Test
    @DisplayName("purge: deletes in steps, and with its event what that ended")
    default void purgesInSteps() {
        AuditedEvent owesNothing = event("cancelled", T0.plusSeconds(1), "booking/other");
        scene().store().claim(List.of(ending(owesNothing, Kind.CANCELLED, T0)));
        for (int i = 0; i < 5; i++) {
            scene().sent(event("created", T0));
        }

        assertThat(scene().store().purge(T0.plusSeconds(100), 2)).isEqualTo(2);
        assertThat(scene().store().purge(T0.plusSeconds(100), 2)).isEqualTo(2);
        assertThat(scene().store().purge(T0.plusSeconds(100), 2)).isEqualTo(1);
        assertThat(scene().store().purge(T0.plusSeconds(100), 2)).isZero();

        assertThat(scene().words(SUBJECT)).isEmpty();
        assertThat(scene().words("booking/other")).isEmpty();
        assertThat(scene().claimToSend(event("created", T0, "booking/other"), UUID.randomUUID(), T0))
                .isEqualTo(new Granted(1));
    }

    @Test
    @DisplayName("purge: deletes old news of messages nobody knows")
    default void purgesOldNewsOfMessagesNobodyKnows() {
        scene().store()
                .apply(List.of(
                        news("a", "m-a", DeliveryEvent.Kind.BOUNCED_HARD, T0),
                        news("b", "m-b", DeliveryEvent.Kind.BOUNCED_HARD, T0),
                        news("c", "m-c", DeliveryEvent.Kind.BOUNCED_HARD, T0.plusSeconds(100))));

        assertThat(scene().store().purge(T0.plusSeconds(100), 2)).isEqualTo(2);
        assertThat(scene().store().purge(T0.plusSeconds(100), 2)).isZero();

        assertThat(scene().status(scene().sent(event("created", T0), "m-a"))).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().status(scene().sent(event("created", T0), "m-c"))).isEqualTo(NotificationStatus.BOUNCED);
    }
}
