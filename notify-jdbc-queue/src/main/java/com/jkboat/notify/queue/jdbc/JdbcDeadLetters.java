package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.Page;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The dead letters of a table; long work goes in steps of a hundred, each a transaction of its own. */
final class JdbcDeadLetters implements DeadLetters {

    private static final int STEP = 100;

    private final QueueDatabase database;
    private final DeadTable dead;
    private final Wakeup wakeup;

    JdbcDeadLetters(QueueDatabase database, DeadTable dead, Wakeup wakeup) {
        this.database = database;
        this.dead = dead;
        this.wakeup = wakeup;
    }

    @Override
    public Page<DeadLetter> list(int limit, Optional<String> after) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be >= 1, but was: " + limit);
        }
        long last = after.map(Long::parseLong).orElse(0L);
        List<DeadTable.Row> rows = database.read(handle -> dead.list(handle.getConnection(), last, limit + 1));
        List<DeadTable.Row> page = rows.subList(0, Math.min(limit, rows.size()));
        Optional<String> next = rows.size() > limit
                ? Optional.of(String.valueOf(page.get(page.size() - 1).id()))
                : Optional.empty();
        return new Page<>(page.stream().map(DeadTable.Row::letter).toList(), next);
    }

    @Override
    public long replay(Filter filter) {
        long replayed = inSteps(most -> database.write(handle -> dead.replay(handle, filter, most)));
        wakeup.signal();
        return replayed;
    }

    @Override
    public long purge(Filter filter) {
        return inSteps(most -> database.write(handle -> dead.purge(handle, filter, most)));
    }

    private static long inSteps(ToIntFunction<Integer> step) {
        long all = 0;
        int done;
        do {
            done = step.applyAsInt(STEP);
            all += done;
        } while (done == STEP);
        return all;
    }
}
