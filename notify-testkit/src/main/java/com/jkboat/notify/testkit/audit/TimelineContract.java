package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.news;
import static com.jkboat.notify.testkit.audit.AuditScene.owed;
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.provider.DeliveryEvent.Kind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** the story of a subject. */
interface TimelineContract extends AuditRules {

    @Test
    @DisplayName("A-14: tells the whole story of a subject in order of time")
    default void tellsTheWholeStoryInOrder() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0.plusSeconds(1));
        scene().store().record(List.of(told(id, 1, "deferred", NotificationStatus.DEFERRED, T0.plusSeconds(2))));
        scene().claimToSend(event, id, T0.plusSeconds(5));
        scene().store().record(List.of(accepted(id, 2, T0.plusSeconds(6), "m-1")));
        scene().store()
                .note(
                        event,
                        List.of(new TimelineEntry(
                                T0.plusSeconds(9),
                                event.origin().eventId(),
                                Optional.of(id),
                                "resend",
                                "kim",
                                "lost")));
        scene().store().apply(List.of(news("n", "m-1", Kind.DELIVERED, T0.plusSeconds(8))));

        List<TimelineEntry> timeline = scene().store().timeline(SUBJECT);

        assertThat(timeline)
                .extracting(TimelineEntry::what)
                .containsExactly("published", "attempt", "attempt", "delivered", "resend");
        assertThat(timeline.get(0).detail()).isEqualTo("created");
        assertThat(timeline.get(1).detail()).startsWith("1: deferred");
        assertThat(timeline.get(2).actor()).isEqualTo("smtp");
        assertThat(timeline.get(3).detail()).isEqualTo("said DELIVERED");
        assertThat(timeline.get(4).actor()).isEqualTo("kim");
        assertThat(scene().store().timeline("booking/other")).isEmpty();
    }

    @Test
    @DisplayName("A-14: entries of one time keep the order in which they were stored, whatever they are")
    default void keepsTheOrderOfWhatIsOfOneTime() {
        AuditedEvent event = event("created", T0);
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        scene().claim(event, owed(first).standing(NotificationStatus.QUEUED, "a"), T0);
        scene().claimToSend(event, first, T0);
        scene().claimToSend(event, second, T0);
        scene().store()
                .record(List.of(
                        told(second, 1, "unavailable", NotificationStatus.QUEUED, T0),
                        told(second, 2, "error", NotificationStatus.HELD, T0),
                        told(first, 1, "error", NotificationStatus.HELD, T0)));
        scene().second().change(List.of(new StatusChange(second, NotificationStatus.CANCELLED, "kim", "b", T0)));
        scene().store().record(List.of(accepted(first, 2, T0, "m-1")));
        scene().second().apply(List.of(news("n", "m-1", Kind.DELIVERED, T0)));
        scene().claimToSend(event("updated", T0), UUID.randomUUID(), T0);

        assertThat(scene().store().timeline(SUBJECT))
                .extracting(it -> it.what() + " " + it.detail())
                .containsExactly(
                        "published created",
                        "queued a",
                        "attempt 1: unavailable, because",
                        "attempt 2: error, because",
                        "held because",
                        "attempt 1: error, because",
                        "held because",
                        "cancelled b",
                        "attempt 2: accepted",
                        "delivered said DELIVERED",
                        "published updated");
    }

    @Test
    @DisplayName("A-14: an event stands at its own time, or at its first claim's if that is earlier")
    default void putsAnEventAtItsOwnTime() {
        scene().claimToSend(event("late", T0), UUID.randomUUID(), T0.plusSeconds(9));
        scene().claimToSend(event("early", T0.plusSeconds(99)), UUID.randomUUID(), T0.plusSeconds(5));

        assertThat(scene().store().timeline(SUBJECT))
                .extracting(TimelineEntry::at)
                .containsExactly(T0, T0.plusSeconds(5));
    }

    @Test
    @DisplayName("A-14: a claim that changes nothing has no entry, one that changes the due time has")
    default void entersWhatChanged() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();

        scene().claim(event, owed(id).scheduled(T0.plusSeconds(500)), T0.plusSeconds(1));
        scene().claim(event, owed(id).scheduled(T0.plusSeconds(500)), T0.plusSeconds(2));
        scene().claim(event, owed(id).scheduled(T0.plusSeconds(900)), T0.plusSeconds(3));

        assertThat(scene().store().timeline(SUBJECT))
                .extracting(TimelineEntry::detail)
                .containsExactly("created", "due " + T0.plusSeconds(500), "due " + T0.plusSeconds(900));
    }

    @Test
    @DisplayName("note: puts an event on record that owes nothing")
    default void notesAnEventThatOwesNothing() {
        AuditedEvent event = event("ignored", T0);

        scene().store().note(event, List.of());
        scene().store().note(event, List.of());

        assertThat(scene().words(SUBJECT)).containsExactly("published");
        assertThat(scene().store().event(event.origin().eventId())).isPresent();
    }
}
