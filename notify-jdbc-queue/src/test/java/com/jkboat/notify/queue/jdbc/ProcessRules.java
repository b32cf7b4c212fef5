package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.ids;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.testkit.queue.QueueProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several processes at one queue, some of which are killed. */
interface ProcessRules {

    QueueProbe it();

    /** Returns where another process finds the database. */
    String url();

    @Test
    @DisplayName("Q-1, Q-4: hands out again what a killed process had leased")
    default void handsOutAgainWhatAKilledProcessHad() {
        List<String> all = publish(15);
        List<String> lost;
        try (QueueChild child = QueueChild.start("lease", url())) {
            lost = child.await("leased", 10);
        }

        List<Lease> rest = it().receive(100);
        assertThat(lost).hasSize(10);
        assertThat(ids(rest)).hasSize(5).doesNotContainAnyElementsOf(lost);
        it().acknowledge(rest);
        it().passLease();

        List<Lease> again = it().receive(100);
        assertThat(ids(again)).containsExactlyInAnyOrderElementsOf(lost);
        assertThat(again).allMatch(lease -> lease.deliveries() == 2);
        assertThat(all).containsAll(lost);
    }

    @Test
    @DisplayName("Q-1: keeps every accepted batch of a process killed while publishing, and no half of one")
    default void keepsEveryAcceptedBatchOfAKilledPublisher() {
        List<String> accepted;
        try (QueueChild child = QueueChild.start("publish", url())) {
            accepted = new ArrayList<>(child.await("accepted", 20));
            child.kill();
            accepted.addAll(child.await("accepted", Integer.MAX_VALUE));
        }

        Set<String> stored = new HashSet<>(it().receiveIds(100_000));

        assertThat(accepted).hasSizeGreaterThanOrEqualTo(20);
        accepted.forEach(batch -> assertThat(stored).contains("m" + batch + "-0", "m" + batch + "-6"));
        assertThat(stored.size()).isIn(accepted.size() * QueueChild.BATCH, (accepted.size() + 1) * QueueChild.BATCH);
    }

    @Test
    @DisplayName("Q-16: shows nothing of a process killed before its commit")
    default void showsNothingOfAProcessKilledBeforeItsCommit() {
        try (QueueChild child = QueueChild.start("transaction", url())) {
            assertThat(child.await("published", 1)).containsExactly("a");
        }

        assertThat(it().receive(10)).isEmpty();
        assertThat(it().publish("a")).containsExactly(PublishResult.ACCEPTED);
    }

    @Test
    @DisplayName("Q-3: two processes share one queue and nothing comes to both")
    default void twoProcessesShareOneQueue() {
        List<String> all = publish(300);
        List<String> got = new ArrayList<>();
        try (QueueChild child = QueueChild.start("drain", url())) {
            got.addAll(child.await("got", 5)); // it is at work
            for (List<Lease> leases = it().queue().receive(request(5, Duration.ofMillis(500)));
                    !leases.isEmpty();
                    leases = it().queue().receive(request(5, Duration.ofMillis(500)))) {
                got.addAll(ids(leases));
                it().acknowledge(leases);
            }
            got.addAll(child.await("got", Integer.MAX_VALUE));
        }

        assertThat(got).containsExactlyInAnyOrderElementsOf(all);
    }

    private List<String> publish(int count) {
        List<QueueMessage> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(message("m" + i));
        }
        it().queue().publish(messages);
        return messages.stream().map(QueueMessage::id).toList();
    }
}
