package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.Ledger.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F14: the clocks of the processes are an hour off, and jump. */
class WrongClocksTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MESSAGES = Form.pick(100, 2_000);

    @RegisterExtension
    private final Timeline timeline = new Timeline();

    @TempDir
    private Path folder;

    /** A clock that somebody sets. */
    private static final class SetClock implements InstantSource {

        private volatile Duration off;

        SetClock(Duration off) {
            this.off = off;
        }

        void jump(Duration by) {
            off = off.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(off);
        }
    }

    @ParameterizedTest
    @MethodSource("com.jkboat.notify.faults.Backend#mainlySqlite")
    void sendsEverythingOnceWhateverItsClocksShow(Backend backend) {
        Site site = backend.site(folder, timeline);
        SetClock ahead = new SetClock(Duration.ofHours(1));
        SetClock behind = new SetClock(Duration.ofHours(-1));
        List<Event> accepted = new ArrayList<>();
        try (NotificationClient one = site.client(ahead);
                NotificationClient other = site.client(behind)) {
            accepted.addAll(site.publish(one, tickets()));
            one.start();
            other.start();
            Wait.until("they work", LONGEST, () -> site.sends().size() >= 10);

            timeline.add("the clocks jump past each other");
            ahead.jump(Duration.ofHours(-2));
            behind.jump(Duration.ofHours(2));
            accepted.addAll(site.publish(other, tickets()));
            timeline.add("and back");
            ahead.jump(Duration.ofHours(2));
            behind.jump(Duration.ofHours(-2));

            Wait.until("everything is worked", LONGEST, () -> one.queueStats().isIdle());
            Ledger ledger = Ledger.of(site, one, accepted).balances();
            assertThat(ledger.count(Place.SENT)).isEqualTo(accepted.size());
            assertThat(ledger.doubles()).isZero();
        }
    }

    private static List<Event> tickets() {
        return Stream.generate(() -> Tickets.ticket(InDoubtPolicy.HOLD))
                .limit(MESSAGES)
                .toList();
    }
}
