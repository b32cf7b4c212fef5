package com.jkboat.notify.testkit.queue;

import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.QueueFullException;
import com.jkboat.notify.queue.Capabilities;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is taken in, and what is not. */
interface PublishRules extends QueueRules {

    @Test
    @DisplayName("Q-12: finds duplicates and conflicts while the first is waiting, leased or delayed")
    default void findsDuplicatesAndConflicts() {
        it().onlyIfOffered("detecting duplicates", Capabilities::detectsDuplicates);
        it().publish("a");

        assertRepetitionIsFound();
        Lease lease = it().receiveOne();
        assertRepetitionIsFound();
        it().settle(new Settlement.Retry(lease, Duration.ofHours(1), "later"));
        assertRepetitionIsFound();

        it().pass(Duration.ofHours(2));
        assertThat(it().receiveIds(10)).containsExactly("a");
    }

    @Test
    @DisplayName("Q-12: finds duplicates and conflicts inside one batch; the first one counts")
    default void findsRepetitionsInsideABatch() {
        it().onlyIfOffered("detecting duplicates", Capabilities::detectsDuplicates);

        assertThat(it().publish(message("a"), message("b"), message("a"), other("b"), other("a"), message("c")))
                .containsExactly(
                        PublishResult.ACCEPTED,
                        PublishResult.ACCEPTED,
                        PublishResult.DUPLICATE,
                        PublishResult.CONFLICT,
                        PublishResult.CONFLICT,
                        PublishResult.ACCEPTED);

        List<Lease> leases = it().receive(10);
        assertThat(QueueProbe.ids(leases)).containsExactly("a", "b", "c");
        assertThat(leases.get(1).message().fingerprint()).isEqualTo(message("b").fingerprint());
    }

    @Test
    @DisplayName("Q-12: an id is free again once its message is settled for good")
    default void anIdIsFreeAgainOnceSettledForGood() {
        it().publish("a", "b");
        it().acknowledge(it().receiveOne());
        it().settle(new Settlement.Bury(it().receiveOne(), "hopeless"));

        assertThat(it().publish("a", "b")).containsOnly(PublishResult.ACCEPTED);
        assertThat(it().stats().dead()).isEqualTo(1);
    }

    @Test
    @DisplayName("Q-13: judges a batch message by message; one that is too large does not stop the others")
    default void judgesABatchMessageByMessage() {
        byte[] tooLarge = new byte[it().queue().capabilities().maxBodyBytes() + 1];

        assertThat(it().publish(message("a"), QueueMessage.of("b", tooLarge, "b"), message("c")))
                .containsExactly(PublishResult.ACCEPTED, PublishResult.TOO_LARGE, PublishResult.ACCEPTED);

        assertThat(it().receiveIds(10)).containsExactly("a", "c");
    }

    @Test
    @DisplayName("Q-13: stores nothing of what is too large, and leaves its id free")
    default void storesNothingOfWhatIsTooLarge() {
        byte[] tooLarge = new byte[it().queue().capabilities().maxBodyBytes() + 1];

        assertThat(it().publish(QueueMessage.of("a", tooLarge, "a"))).containsExactly(PublishResult.TOO_LARGE);

        assertThat(it().receive(10)).isEmpty();
        assertThat(it().stats().isIdle()).isTrue();
        assertThat(it().publish("a")).containsExactly(PublishResult.ACCEPTED);
    }

    @Test
    @DisplayName("Q-13: stores a batch of hundreds in the order given")
    default void storesALargeBatchInOrder() {
        List<QueueMessage> batch = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 333; i++) {
            batch.add(message("m" + i));
            ids.add("m" + i);
        }

        assertThat(it().queue().publish(batch)).hasSize(333).containsOnly(PublishResult.ACCEPTED);

        assertThat(it().receiveIds(333)).isEqualTo(ids);
    }

    @Test
    @DisplayName("Q-15: a full queue takes nothing of a batch, and takes on when something was settled for good")
    default void takesNothingOfABatchThatDoesNotFit() {
        QueueProbe small = small();

        assertThatThrownBy(() -> small.publish("a", "b", "c", "d")).isInstanceOf(QueueFullException.class);
        assertThat(small.stats().ready()).isZero();
        small.publish("a", "b", "c");
        assertThatThrownBy(() -> small.publish("d")).isInstanceOf(QueueFullException.class);
        small.acknowledge(small.receiveOne());

        assertThat(small.publish("d")).containsExactly(PublishResult.ACCEPTED);
        assertThatThrownBy(() -> small.publish("e")).isInstanceOf(QueueFullException.class);
        small.queue().close();
    }

    @Test
    @DisplayName("Q-15: repetitions need no room in a full queue")
    default void repetitionsNeedNoRoom() {
        it().onlyIfOffered("detecting duplicates", Capabilities::detectsDuplicates);
        QueueProbe small = small();
        small.publish("a", "b");

        assertThat(small.publish(message("b"), message("c"), message("c"), other("a")))
                .containsExactly(
                        PublishResult.DUPLICATE,
                        PublishResult.ACCEPTED,
                        PublishResult.DUPLICATE,
                        PublishResult.CONFLICT);
        assertThat(small.publish("a", "b", "c")).containsOnly(PublishResult.DUPLICATE);
        small.queue().close();
    }

    private QueueProbe small() {
        return it().openWithMaxDepth(3);
    }

    private void assertRepetitionIsFound() {
        assertThat(it().publish(message("a"), other("a")))
                .containsExactly(PublishResult.DUPLICATE, PublishResult.CONFLICT);
    }

    private static QueueMessage other(String id) {
        return QueueMessage.of(id, new byte[0], "other");
    }
}
