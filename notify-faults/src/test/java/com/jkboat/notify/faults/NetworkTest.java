package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.QueueUnavailableException;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import com.jkboat.notify.faults.TcpProxy.Loss;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {

    private static final Duration LONGEST = Duration.ofSeconds(Form.pick(40, 300));
    private static final Duration AWAY = Duration.ofSeconds(Form.pick(4, 30));
    private static final int MESSAGES = Form.pick(100, 2_000);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    /** How the network fails. */
    private enum Trouble {
        CUT {
            @Override
            void begin(TcpProxy network) {
                network.cut();
            }
        },
        HALF_OPEN {
            @Override
            void begin(TcpProxy network) {
                network.hold();
            }
        },
        ONE_WAY {
            @Override
            void begin(TcpProxy network) {
                network.holdAnswers();
            }
        };

        abstract void begin(TcpProxy network);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void worksOnByItselfAfterTheNetworkToTheDatabaseWasAway(Trouble trouble) {
        Site site = Backend.POSTGRESQL.site(folder, timeline);
        try (TcpProxy network = TcpProxy.to(PrivatePostgres.shared().port());
                NotificationClient client = site.client();
                WorkerProcess worker = site.through(network).worker("far").start("-Dfaults.answer=50")) {
            List<Event> accepted = site.publish(client, tickets());
            Wait.until("it works", LONGEST, () -> site.sends().size() >= 10);

            timeline.add(trouble.name());
            trouble.begin(network);
            worker.leaveAlone(AWAY);
            int sentMeanwhile = site.sends().size();
            assertThat(sentMeanwhile).isLessThan(MESSAGES);
            timeline.add("mended");
            network.mend();

            Wait.until(
                    "everything is worked", LONGEST, () -> client.queueStats().isIdle());
            assertThat(worker.isAlive()).isTrue();
            Ledger ledger = Ledger.of(site, client, accepted).balances();
            assertThat(ledger.count(Place.SENT) + ledger.count(Place.IN_DOUBT)).isEqualTo(MESSAGES);
            assertThat(ledger.doubles() + ledger.count(Place.IN_DOUBT)).isLessThanOrEqualTo(Site.CONCURRENCY);
        }
    }

    @Test
    void saysThatItDoesNotKnowWhenTheAnswerToACommitIsLostAndStoresTheSameEventOnce() {
        Site site = Backend.POSTGRESQL.site(folder, timeline);
        Event event = Tickets.ticket(InDoubtPolicy.HOLD);
        try (TcpProxy network = TcpProxy.to(PrivatePostgres.shared().port());
                NotificationClient client = site.through(network).client()) {
            network.loseOnce(Loss.ANSWER_TO_COMMIT);
            assertThatThrownBy(() -> client.publish(event))
                    .isInstanceOfSatisfying(
                            QueueUnavailableException.class,
                            unknown -> assertThat(unknown.isOutcomeUnknown()).isTrue());

            assertThat(network.lost()).isEqualTo(1);
            assertThat(client.publish(event)).isInstanceOf(Receipt.Duplicate.class);
            assertThat(client.queueStats().ready()).isEqualTo(1);
        }
    }

    @Test
    void saysThatItDoesNotKnowWhenTheCommitIsLostAndStoresTheSameEventOnce() {
        Site site = Backend.POSTGRESQL.site(folder, timeline);
        Event event = Tickets.ticket(InDoubtPolicy.HOLD);
        try (TcpProxy network = TcpProxy.to(PrivatePostgres.shared().port());
                NotificationClient client = site.through(network).client()) {
            network.loseOnce(Loss.COMMIT);
            assertThatThrownBy(() -> client.publish(event))
                    .isInstanceOfSatisfying(
                            QueueUnavailableException.class,
                            unknown -> assertThat(unknown.isOutcomeUnknown()).isTrue());

            assertThat(network.lost()).isEqualTo(1);
            assertThat(client.publish(event)).isInstanceOf(Receipt.Accepted.class);
            assertThat(client.queueStats().ready()).isEqualTo(1);
        }
    }

    private static List<Event> tickets() {
        return Stream.generate(() -> Tickets.ticket(InDoubtPolicy.RESEND))
                .limit(MESSAGES)
                .toList();
    }
}
