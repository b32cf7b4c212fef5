package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.internal.publish.EventJson;
import com.jkboat.notify.core.internal.publish.EventShape;
import com.jkboat.notify.core.internal.publish.Fingerprint;
import com.jkboat.notify.core.internal.publish.WorkItem;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.event.Timing.Window;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.queue.DeadLetters.Filter;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What came too late to be of use is not sent, and on record as that. */
class LateTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final EngineRig rig = new EngineRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void givesUpOnWhatWaitedForLongerThanSevenDays() {
        Event event = rig.publish(Shop.order());
        Event younger = publishAfter(DAY.plusSeconds(1));

        rig.workAfter(DAY.multipliedBy(6));

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.FAILED);
        assertThat(rig.find(event).reason().orElseThrow()).contains("notify.queue.retention");
        assertThat(rig.deadLetters())
                .hasSize(1)
                .first()
                .satisfies(letter -> assertThat(letter.reason()).contains("PT168H"));
        assertThat(rig.news.endings).containsExactlyInAnyOrder(Ending.DEAD_LETTERED, Ending.ACKNOWLEDGED);
        assertThat(rig.status(younger)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.provider.called()).hasSize(1);
    }

    @Test
    void sendsWhatWasGivenUpOnOnceSomebodyReplaysIt() {
        Event event = rig.publish(Shop.order());
        rig.workAfter(DAY.multipliedBy(8));

        rig.queue.get().deadLetters().replay(Filter.all());
        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void doesNotGiveUpOnWhatWasSentAndNotSettled() {
        rig.queue.fails(
                "settle", 1, () -> QueueUnavailableException.nothingStored("away", new IllegalStateException()));
        Event event = rig.publish(Shop.order());
        rig.work();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);

        rig.workAfter(DAY.multipliedBy(8));

        assertThat(rig.deadLetters()).isEmpty();
        assertThat(rig.news.endings).containsExactly(Ending.ACKNOWLEDGED);
    }

    @Test
    void doesNotGiveUpOnTheRepetitionOfWhatWasSent() {
        Event event = rig.publish(Shop.order());
        rig.work();
        enqueue(event, it -> it);

        rig.workAfter(DAY.multipliedBy(8));

        assertThat(rig.deadLetters()).isEmpty();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void countsFromTheTimeForWhichAMailWasScheduled() {
        Instant due = rig.clock.instant().plus(DAY.multipliedBy(30));
        rig.routes = List.of(Route.builder("order-confirmation", Shop.PLACED)
                .timing(event -> new Window(Optional.of(due), Optional.empty()))
                .build());
        Event event = rig.publish(Shop.order());
        rig.work();

        rig.workAfter(DAY.multipliedBy(36));

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
    }

    @Test
    void doesNotGiveUpOnWhatIsBeingSentByAnother() {
        Event event = rig.publish(Shop.order());
        rig.clock.advance(DAY.multipliedBy(8));
        rig.claimAsAnother(event);

        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENDING);
        assertThat(rig.news.endings).containsExactly(Ending.RELEASED);
    }

    @Test
    void letsExpireWhatItsMessageSaysIsOfNoUseAnyMore() {
        Event inTime =
                enqueue(Shop.order(), it -> it.withNotAfter(rig.clock.instant().plusSeconds(60)));
        Event late =
                enqueue(Shop.order(), it -> it.withNotAfter(rig.clock.instant().plusSeconds(59)));

        rig.workAfter(Duration.ofSeconds(59));

        assertThat(rig.status(late)).isEqualTo(NotificationStatus.EXPIRED);
        assertThat(rig.status(inTime)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.provider.called()).hasSize(1);
    }

    @Test
    void doesNotSendWhatExpiresWhileItIsMadeReady() {
        Instant end = rig.clock.instant().plusSeconds(10);
        rig.routes = List.of(Route.builder("order-confirmation", Shop.PLACED)
                .timing(event -> Window.until(end))
                .build());
        rig.audit.after("claim", () -> rig.clock.advance(Duration.ofSeconds(10)));
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.EXPIRED);
        assertThat(rig.news.endings).containsExactly(Ending.RELEASED, Ending.ACKNOWLEDGED);
    }

    private Event publishAfter(Duration time) {
        rig.clock.advance(time);
        return rig.publish(Shop.order());
    }

    /** Publishes as a program of another make would, with a word about how long it is of use. */
    private Event enqueue(Event event, UnaryOperator<QueueMessage> change) {
        QueueMessage message = WorkItem.event()
                .message(
                        event.id().toString(),
                        EventShape.of(Shop.schema()).audited(event, Fingerprint.of(event), EventJson.write(event)));
        rig.loop();
        rig.queue.get().publish(List.of(change.apply(message)));
        return event;
    }
}
