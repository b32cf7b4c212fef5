package com.jkboat.notify.core.memory;

import com.jkboat.notify.Page;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The dead letters of the queue in memory, by the order of their burial. */
final class MemoryDeadLetters implements DeadLetters {

    private final Lock lock;
    private final BiPredicate<QueueMessage, Duration> putBack;
    private final TreeMap<Long, DeadLetter> letters = new TreeMap<>(); // guarded by lock
    private long numbers; // guarded by lock

    /**
     * @param lock the queue's own
     * @param putBack puts a message back, due after a while, unless one of its id is waiting; called with the lock held
     */
    MemoryDeadLetters(Lock lock, BiPredicate<QueueMessage, Duration> putBack) {
        this.lock = lock;
        this.putBack = putBack;
    }

    /** Takes one more; with the lock held. */
    void add(DeadLetter letter) {
        letters.put(++numbers, letter);
    }

    /** Deletes those with a header, and tells how many they were; with the lock held. */
    long remove(String header, String value) {
        int before = letters.size();
        letters.values()
                .removeIf(letter -> value.equals(letter.message().headers().get(header)));
        return before - (long) letters.size();
    }

    /** Counts them; with the lock held. */
    int size() {
        return letters.size();
    }

    @Override
    public Page<DeadLetter> list(Filter filter, int limit, Optional<String> after) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be >= 1, but was: " + limit);
        }
        long last = after.map(MemoryDeadLetters::cursor).orElse(0L);
        lock.lock();
        try {
            List<Map.Entry<Long, DeadLetter>> found = letters.tailMap(last, false).entrySet().stream()
                    .filter(entry -> isMeant(filter, entry.getValue()))
                    .limit(limit + 1L)
                    .toList();
            List<Map.Entry<Long, DeadLetter>> page = found.subList(0, Math.min(limit, found.size()));
            Optional<String> next = found.size() > limit
                    ? Optional.of(String.valueOf(page.get(limit - 1).getKey()))
                    : Optional.empty();
            return new Page<>(page.stream().map(Map.Entry::getValue).toList(), next);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long replay(Filter filter, int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("perSecond must be >= 1, but was: " + perSecond);
        }
        AtomicLong back = new AtomicLong();
        return removeIf(filter, letter -> {
            Duration delay = Duration.ofMillis(back.get() * 1000 / perSecond);
            boolean isBack = putBack.test(letter.message(), delay);
            back.addAndGet(isBack ? 1 : 0);
            return isBack;
        });
    }

    @Override
    public long purge(Filter filter) {
        return removeIf(filter, letter -> true);
    }

    private long removeIf(Filter filter, Predicate<DeadLetter> condition) {
        lock.lock();
        try {
            int before = letters.size();
            letters.values().removeIf(letter -> isMeant(filter, letter) && condition.test(letter));
            return before - (long) letters.size();
        } finally {
            lock.unlock();
        }
    }

    private static boolean isMeant(Filter filter, DeadLetter letter) {
        boolean named =
                filter.ids().isEmpty() || filter.ids().contains(letter.message().id());
        return named && filter.buriedBefore().map(letter.buriedAt()::isBefore).orElse(true);
    }

    private static long cursor(String next) {
        try {
            return Long.parseLong(next);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("after must be the next of an earlier page, but was: " + next, e);
        }
    }
}
