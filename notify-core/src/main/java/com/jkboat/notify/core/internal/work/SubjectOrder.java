package com.jkboat.notify.core.internal.work;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets one worker work messages about one subject one after the other, in the order they were leased.
 *
 * <p>Without it a cancellation could overtake its confirmation inside one process. A message that comes back later holds
 * up the ones behind it for as long. Safe for any number of threads.
 */
final class SubjectOrder {

    private static final int MANY = 1_000;

    private final InstantSource clock;
    private final Object lock = new Object();
    private final Map<String, Deque<LeaseKeeper.Hold>> lines = new HashMap<>(); // guarded by lock
    private final Map<String, Comeback> comebacks = new HashMap<>(); // guarded by lock

    SubjectOrder(InstantSource clock) {
        this.clock = clock;
    }

    /** What to do with a message that was just leased. */
    sealed interface Turn {
        /** Work it now. */
        record Now() implements Turn {}

        /** It is kept, and handed out by {@link SubjectOrder#done}. */
        record Later() implements Turn {}

        /** Give it back: the one before it comes back first. */
        record Behind(Duration delay) implements Turn {}
    }

    /** Asks whether it is a message's turn. */
    Turn turn(LeaseKeeper.Hold hold) {
        Optional<String> key = hold.lease().message().orderingKey();
        return key.isEmpty() ? new Turn.Now() : turn(key.get(), hold);
    }

    private Turn turn(String key, LeaseKeeper.Hold hold) {
        synchronized (lock) {
            Deque<LeaseKeeper.Hold> line = lines.get(key);
            if (line != null) {
                line.add(hold);
                return new Turn.Later();
            }
            Optional<Duration> behind = behind(key, hold);
            if (behind.isPresent()) {
                return new Turn.Behind(behind.get());
            }
            lines.put(key, new ArrayDeque<>());
            return new Turn.Now();
        }
    }

    private Optional<Duration> behind(String key, LeaseKeeper.Hold hold) {
        Comeback first = comebacks.get(key);
        if (first == null || first.messageId().equals(hold.lease().message().id())) {
            comebacks.remove(key);
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), first.at());
        if (left.isNegative() || left.isZero()) {
            comebacks.remove(key);
            return Optional.empty();
        }
        return Optional.of(left);
    }

    /**
     * Says that a message is settled.
     *
     * @return the next about the same subject, whose turn it is now
     */
    Optional<LeaseKeeper.Hold> done(LeaseKeeper.Hold hold) {
        return hold.lease().message().orderingKey().flatMap(this::next);
    }

    /**
     * Says that a message comes back after a delay.
     *
     * @return everything that was waiting behind it, to be given back with the same delay
     */
    List<LeaseKeeper.Hold> comesBack(LeaseKeeper.Hold hold, Duration delay) {
        Optional<String> key = hold.lease().message().orderingKey();
        if (key.isEmpty()) {
            return List.of();
        }
        synchronized (lock) {
            forgetThePast();
            comebacks.put(
                    key.get(),
                    new Comeback(hold.lease().message().id(), clock.instant().plus(delay)));
            Deque<LeaseKeeper.Hold> line = lines.remove(key.get());
            return line == null ? List.of() : new ArrayList<>(line);
        }
    }

    /** What came back to another worker is never asked for here again. */
    private void forgetThePast() {
        if (comebacks.size() >= MANY) {
            Instant now = clock.instant();
            comebacks.values().removeIf(comeback -> !comeback.at().isAfter(now));
        }
    }

    /** Returns how many comebacks are remembered. */
    int remembered() {
        synchronized (lock) {
            return comebacks.size();
        }
    }

    private Optional<LeaseKeeper.Hold> next(String key) {
        synchronized (lock) {
            Deque<LeaseKeeper.Hold> line = lines.get(key);
            LeaseKeeper.Hold next = line == null ? null : line.poll();
            if (next == null) {
                lines.remove(key);
            }
            return Optional.ofNullable(next);
        }
    }

    private record Comeback(String messageId, Instant at) {}
}
