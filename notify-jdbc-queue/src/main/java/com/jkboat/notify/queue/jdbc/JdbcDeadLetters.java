package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.Page;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The dead letters of a table; long work goes in steps of a hundred at most, each a transaction of its own. */
final class JdbcDeadLetters implements DeadLetters {

    private static final int STEP = 100;
    private static final int MOST_IDS = 1000;
    /** Whole steps become due at once, so they are small where the rate is: else there would be more in some seconds. */
    private static final int STEPS_PER_SECOND = 10;

    private final QueueDatabase database;
    private final DeadTable dead;
    private final Runnable afterReplay;

    JdbcDeadLetters(QueueDatabase database, DeadTable dead, Runnable afterReplay) {
        this.database = database;
        this.dead = dead;
        this.afterReplay = afterReplay;
    }

    @Override
    public Page<DeadLetter> list(Filter filter, int limit, Optional<String> after) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be >= 1, but was: " + limit);
        }
        long last = after.map(JdbcDeadLetters::cursor).orElse(0L);
        List<DeadTable.Row> rows = database.read(handle -> dead.list(handle.getConnection(), filter, last, limit + 1));
        List<DeadTable.Row> page = rows.subList(0, Math.min(limit, rows.size()));
        Optional<String> next = rows.size() > limit
                ? Optional.of(String.valueOf(page.get(page.size() - 1).id()))
                : Optional.empty();
        return new Page<>(page.stream().map(DeadTable.Row::letter).toList(), next);
    }

    private static long cursor(String next) {
        try {
            return Long.parseLong(next);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("after must be the next of an earlier page, but was: " + next, e);
        }
    }

    @Override
    public long replay(Filter filter, int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("perSecond must be >= 1, but was: " + perSecond);
        }
        long replayed = inSteps(
                filter,
                Math.max(1, Math.min(STEP, perSecond / STEPS_PER_SECOND)),
                (connection, place) -> dead.replay(
                        connection,
                        place.filter,
                        place.after,
                        place.most,
                        Duration.ofMillis(place.done * 1000 / perSecond)));
        if (replayed > 0) {
            afterReplay.run();
        }
        return replayed;
    }

    @Override
    public long purge(Filter filter) {
        return inSteps(
                filter, STEP, (connection, place) -> dead.purge(connection, place.filter, place.after, place.most));
    }

    private interface Act {
        DeadTable.Step on(Connection connection, Place place) throws SQLException;
    }

    /** Where a long work has got to: after which row it goes on, and how many it has dealt with. */
    private record Place(Filter filter, long after, int most, long done) {}

    // by the last row seen, not from the start again: what a step leaves where it is must not keep it going for ever
    private long inSteps(Filter filter, int most, Act act) {
        long all = 0;
        for (Filter part : parts(filter)) {
            DeadTable.Step step = new DeadTable.Step(0, most, 0);
            while (step.seen() == most) {
                Place place = new Place(part, step.last(), most, all);
                step = database.write(handle -> act.on(handle.getConnection(), place));
                all += step.done();
            }
        }
        return all;
    }

    /** Splits a filter that names more ids than a statement takes. */
    private static List<Filter> parts(Filter filter) {
        if (filter.ids().size() <= MOST_IDS) {
            return List.of(filter);
        }
        List<String> ids = filter.ids().stream().sorted().toList();
        List<Filter> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST_IDS) {
            List<String> part = ids.subList(from, Math.min(ids.size(), from + MOST_IDS));
            parts.add(new Filter(Set.copyOf(part), filter.buriedBefore()));
        }
        return parts;
    }
}
