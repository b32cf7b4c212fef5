package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.news;
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.provider.DeliveryEvent;
import com.jkboat.notify.provider.DeliveryEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** what providers tell later is folded into the record, in any order. */
interface NewsContract extends AuditRules {

    @Test
    @DisplayName("A-12: any order and repetition of news, and of our own record among it, gives the same record")
    default void foldsNewsInAnyOrderToTheSameRecord() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Kind strongest : Kind.values()) {
            Set<Kind> kinds = EnumSet.range(Kind.ACCEPTED, Kind.OTHER);
            kinds.removeIf(kind -> kind != strongest && random.nextBoolean());
            List<Object> first = story(kinds, new Random(0), "a-" + strongest);
            for (int round = 0; round < 4; round++) {
                List<Object> other = story(kinds, random, round + "-" + strongest);

                assertThat(other).as("%s, seed %d", kinds, seed).isEqualTo(first);
            }
        }
    }

    /** Tells news and record of a notification of its own in some order; returns what is on record in the end. */
    private List<Object> story(Set<Kind> kinds, Random order, String name) {
        AuditedEvent event = event("created", T0, "booking/" + name);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        List<Runnable> steps = new ArrayList<>();
        steps.add(() -> scene().store().record(List.of(accepted(id, 1, T0.plusSeconds(5), "m-" + name))));
        for (Kind kind : kinds) {
            Instant at = T0.plusSeconds(10 + steps.size());
            DeliveryEvent byProvidersId = news(name + kind, "m-" + name, kind, at);
            DeliveryEvent byOurId = new DeliveryEvent(
                    "smtp",
                    name + kind + "+",
                    Optional.of(id),
                    Optional.empty(),
                    kind,
                    at.plusMillis(1),
                    at,
                    Optional.of("also said"));
            steps.add(() -> scene().store().apply(List.of(byProvidersId)));
            steps.add(() -> scene().store().apply(List.of(byOurId, byProvidersId)));
        }
        Collections.shuffle(steps, order);
        steps.forEach(Runnable::run);
        return shape(id, name);
    }

    private List<Object> shape(UUID id, String name) {
        Notification it = scene().find(id);
        assertThat(it.progress().providerMessageId()).contains("m-" + name);
        List<Object> shape = new ArrayList<>(List.of(
                it.status(),
                it.reason(),
                it.progress().attempts(),
                it.progress().updatedAt(),
                it.progress().sentAt(),
                it.progress().provider()));
        scene().store().attempts(id).stream().map(Attempt::outcome).forEach(shape::add);
        scene().store().timeline("booking/" + name).stream()
                .map(line -> line.at() + " " + line.what() + " " + line.actor() + " " + line.detail())
                .forEach(shape::add);
        return shape;
    }

    @Test
    @DisplayName("A-12: the stronger news decides")
    default void letsTheStrongerNewsDecide() {
        List<Kind> byRank = List.of(
                Kind.DEFERRED,
                Kind.REJECTED,
                Kind.SUPPRESSED,
                Kind.BOUNCED_SOFT,
                Kind.DELIVERED,
                Kind.BOUNCED_HARD,
                Kind.COMPLAINED);
        List<NotificationStatus> statuses = List.of(
                NotificationStatus.SENT,
                NotificationStatus.REJECTED,
                NotificationStatus.SUPPRESSED,
                NotificationStatus.BOUNCED,
                NotificationStatus.DELIVERED,
                NotificationStatus.BOUNCED,
                NotificationStatus.COMPLAINED);
        UUID id = scene().sent(event("created", T0));

        for (int i = 0; i < byRank.size(); i++) {
            // the later in rank, the earlier in time: rank decides
            Kind kind = byRank.get(i);
            assertThat(scene().store().apply(List.of(news("e" + i, "m-1", kind, T0.plusSeconds(90 - i)))))
                    .containsExactly(Optional.of(id));
            assertThat(scene().status(id)).isEqualTo(statuses.get(i));
            assertThat(scene().find(id).reason()).contains("said " + kind);
        }
    }

    @Test
    @DisplayName("A-12: news that is repeated is told once, whoever repeats it")
    default void tellsRepeatedNewsOnce() {
        UUID id = scene().sent(event("created", T0));
        DeliveryEvent delivered = news("e", "m-1", Kind.DELIVERED, T0.plusSeconds(8));

        scene().store().apply(List.of(delivered, delivered));
        assertThat(scene().second().apply(List.of(delivered))).containsExactly(Optional.of(id));
        scene().store().apply(List.of(ofUs(id, "e", Kind.DELIVERED, T0.plusSeconds(9))));

        assertThat(scene().words(AuditScene.SUBJECT)).containsExactly("published", "attempt", "delivered");
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.DELIVERED);
    }

    @Test
    @DisplayName("A-12: what providers say beats what we tell later")
    default void letsNewsBeatWhatIsToldLater() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        DeliveryEvent delivered = new DeliveryEvent(
                "smtp",
                "e",
                Optional.of(id),
                Optional.empty(),
                Kind.DELIVERED,
                T0.plusSeconds(1),
                T0.plusSeconds(1),
                Optional.empty());

        scene().store().apply(List.of(delivered));
        scene().store().record(List.of(told(id, 1, "unknown", NotificationStatus.IN_DOUBT, T0.plusSeconds(9))));
        scene().store().change(List.of(AuditScene.change(id, NotificationStatus.FAILED)));

        assertThat(scene().status(id)).isEqualTo(NotificationStatus.DELIVERED);
        assertThat(scene().find(id).progress().sentAt()).contains(T0.plusSeconds(1));
    }

    @Test
    @DisplayName("A-12: news that says nothing of delivery moves nothing, and is no evidence of sending")
    default void takesOtherNewsForNoEvidence() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        scene().store().record(List.of(told(id, 1, "deferred", NotificationStatus.DEFERRED, T0.plusSeconds(1))));

        scene().store().apply(List.of(ofUs(id, "o", Kind.OTHER, T0.plusSeconds(2))));
        assertThat(scene().status(id)).isEqualTo(NotificationStatus.DEFERRED);
        assertThat(scene().find(id).progress().sentAt()).isEmpty();

        scene().store().apply(List.of(ofUs(id, "d", Kind.DELIVERED, T0.plusSeconds(3))));
        assertThat(scene().find(id).progress().sentAt()).contains(T0.plusSeconds(3));
    }

    private static DeliveryEvent ofUs(UUID id, String eventId, Kind kind, Instant at) {
        return new DeliveryEvent("smtp", eventId, Optional.of(id), Optional.empty(), kind, at, at, Optional.empty());
    }

    @Test
    @DisplayName("A-12: keeps news that comes before the record knows the provider's name of the message")
    default void keepsNewsThatComesBeforeTheRecordKnowsTheMessage() {
        String longName = "m".repeat(5_000);
        assertThat(scene().store()
                        .apply(List.of(
                                news("e", "m-early", Kind.BOUNCED_HARD, T0.plusSeconds(1)),
                                news("f", longName, Kind.COMPLAINED, T0.plusSeconds(1)))))
                .containsExactly(Optional.empty(), Optional.empty());

        UUID id = scene().sent(event("created", T0), "m-early");
        UUID other = scene().sent(event("created", T0), longName);
        UUID neighbour = scene().sent(event("created", T0), longName + "2");

        assertThat(scene().status(id)).isEqualTo(NotificationStatus.BOUNCED);
        assertThat(scene().status(other)).isEqualTo(NotificationStatus.COMPLAINED);
        assertThat(scene().status(neighbour)).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().store().timeline(AuditScene.SUBJECT))
                .extracting(TimelineEntry::what)
                .containsOnlyOnce("bounced_hard");
    }

    @Test
    @DisplayName("A-12: news and record that come in the same moment find each other")
    default void letsNewsAndRecordOfOneMomentFindEachOther() throws Exception {
        AuditedEvent event = event("created", T0);
        for (int i = 0; i < 25; i++) {
            UUID id = UUID.randomUUID();
            String message = "m-race-" + i;
            scene().claimToSend(event, id, T0);

            AuditScene.race(
                    () -> {
                        scene().store().record(List.of(accepted(id, 1, T0.plusSeconds(1), message)));
                        return true;
                    },
                    () -> {
                        scene().second().apply(List.of(news(message, message, Kind.BOUNCED_HARD, T0.plusSeconds(2))));
                        return true;
                    });

            assertThat(scene().status(id)).as(message).isEqualTo(NotificationStatus.BOUNCED);
        }
    }
}
