package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.AuditUnavailableException;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.event.Timing.Window;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stores go away in the middle: nothing is sent without a claim, and what is known is not lost. */
class StoresAwayTest {

    private final EngineRig rig = new EngineRig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static AuditUnavailableException auditAway() {
        return new AuditUnavailableException("away", new IllegalStateException("no connection"));
    }

    private static QueueUnavailableException queueAway() {
        return QueueUnavailableException.nothingStored("away", new IllegalStateException("no connection"));
    }

    @Test
    void sendsNothingWithoutAClaimAndSpendsNoAttempt() {
        rig.audit.fails("claim", 3, StoresAwayTest::auditAway);
        Event event = rig.publish(Shop.order());

        for (int i = 0; i < 3; i++) {
            rig.workAfter(Duration.ofSeconds(5));
        }
        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.news.endings).containsOnly(Ending.RELEASED);

        rig.workAfter(Duration.ofSeconds(5));
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void doesNotSendWhenTheAnswerToAClaimIsLostButWaitsUntilItEnds() {
        rig.audit.losesTheAnswerOf("claim", StoresAwayTest::auditAway);
        Event event = rig.publish(Shop.order());
        rig.provider.remembers(EngineRig.confirmation(event), new Unavailable("never seen"));

        rig.work();
        rig.workAfter(Duration.ofSeconds(5));
        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENDING);

        rig.workAfter(EngineRig.LEASE);
        assertThat(rig.provider.called()).hasSize(1);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void tellsTheOutcomeAgainUntilTheStoreIsBack() {
        rig.audit.fails("record", 5, StoresAwayTest::auditAway);
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.recordPauses).hasValue(5);
        assertThat(rig.provider.called()).hasSize(1);
        assertThat(rig.news.endings).containsExactly(Ending.ACKNOWLEDGED);
    }

    @Test
    void leavesADoubtWhenTheStoreStaysAwayLongerThanTheLease() {
        rig.pause = () -> rig.clock.advance(Duration.ofSeconds(20));
        rig.audit.fails("record", 100, StoresAwayTest::auditAway);
        Event event = rig.publish(Shop.order());

        rig.workOnce();
        rig.audit.heals();
        rig.workAfter(Duration.ofSeconds(5));

        assertThat(rig.provider.called()).hasSize(1);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.IN_DOUBT);
    }

    @Test
    void settlesThatDoubtByWhatTheProviderKnows() {
        rig.pause = () -> rig.clock.advance(Duration.ofSeconds(20));
        rig.audit.fails("record", 100, StoresAwayTest::auditAway);
        Event event = rig.publish(Shop.order());
        rig.provider.remembers(EngineRig.confirmation(event), new Accepted("m-7"));

        rig.workOnce();
        rig.audit.heals();
        rig.workAfter(Duration.ofSeconds(5));

        assertThat(rig.provider.called()).hasSize(1);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.find(event).progress().providerMessageId()).contains("m-7");
    }

    @Test
    void acknowledgesTheSentMessageWhenItComesAgainAfterALostSettlement() {
        rig.queue.fails("settle", 1, StoresAwayTest::queueAway);
        Event event = rig.publish(Shop.order());

        rig.work();
        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.provider.called()).hasSize(1);
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.queue.get().stats().pending()).isZero();
        assertThat(rig.news.repetitions).isEmpty();
        assertThat(rig.loop().inFlight()).isZero();
    }

    @Test
    void worksTheNextOfASubjectAlsoWhenASettlementFailsByABug() {
        rig.queue.fails("settle", 1, IllegalStateException::new);
        Event first = rig.publish(Shop.order());
        Event second = rig.publish(
                new Event(UUID.randomUUID(), first.type(), first.timestamp(), first.payload(), Optional.empty()));

        rig.work();
        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.status(first)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.status(second)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.loop().inFlight()).isZero();
    }

    @Test
    void keepsAReminderWhoseMessageTheQueueDidNotTake() {
        Instant due = rig.clock.instant().plus(Duration.ofDays(1));
        rig.routes = List.of(Route.builder("order-confirmation", Shop.PLACED)
                .timing(event -> new Window(Optional.of(due), Optional.empty()))
                .build());
        Event event = rig.publish(Shop.order());
        rig.queue.fails("publish", 1, StoresAwayTest::queueAway);

        rig.work();
        assertThat(rig.news.endings).containsExactly(Ending.RELEASED);

        rig.workAfter(Duration.ofSeconds(5));
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SCHEDULED);
        rig.workAfter(Duration.ofDays(1));
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.provider.called()).hasSize(1);
    }

    @Test
    void putsOnRecordWhatOwesNothingAlsoWhenItsFirstWorkerDied() {
        rig.routes = List.of(Shop.toSeller());
        Event event = rig.publish(Shop.order());
        rig.leaseAndDie();

        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.audit.get().fingerprints(List.of(event.id()))).hasSize(1);
        assertThat(rig.news.endings).containsExactly(Ending.ACKNOWLEDGED);
    }
}
