package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * One question to the record, newest first by creation time and id; what is written later comes before.
 *
 * <p>Each answer is put together from walks along an index that has that order, none longer than a page: one per shelf,
 * and one per status where several are asked for and nobody in particular.
 */
final class Search {

    private final int limit;
    private final List<Walk> walks;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /**
     * Part of the answer that one index has in order.
     *
     * @param statuses any of these; all when empty
     */
    private record Walk(Shelf shelf, Set<NotificationStatus> statuses) {

        Stream<String> condition() {
            return statuses.isEmpty()
                    ? Stream.empty()
                    : Stream.of("n.status IN (" + String.join(", ", Collections.nCopies(statuses.size(), "?")) + ")");
        }

        Stream<Object> values() {
            return statuses.stream().map(NotificationStatus::word);
        }
    }

    /** The last of an earlier page. */
    private record Place(long createdAt, String id) {

        static Place parse(String cursor) {
            try {
                int separator = cursor.indexOf('_');
                long createdAt = Long.parseLong(cursor.substring(0, separator));
                return new Place(
                        createdAt,
                        UUID.fromString(cursor.substring(separator + 1)).toString());
            } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
                throw new IllegalArgumentException("after must be the next of an earlier page", e);
            }
        }
    }

    private Search(NotificationQuery query) {
        this.limit = query.limit();
        this.walks = walks(query);
        query.subject().ifPresent(it -> add("n.subject = ?", Columns.name(it)));
        query.customer().ifPresent(it -> add("n.customer = ?", Columns.name(it)));
        query.recipient().ifPresent(it -> add("n.recipient_key = ?", Columns.addressKey(it)));
        query.route().ifPresent(it -> add("n.route = ?", it));
        query.from().ifPresent(it -> add("n.created_at >= ?", it.toEpochMilli()));
        addEnd(query.until().map(Instant::toEpochMilli), query.after().map(Place::parse));
    }

    static Search of(NotificationQuery query) {
        return new Search(query);
    }

    Page<Notification> page(Handle handle) {
        List<Notification> found = handle.select(sql(), values())
                .map((row, context) -> RecordReader.notification(row))
                .list();
        boolean more = found.size() > limit;
        List<Notification> page = more ? found.subList(0, limit) : found;
        return new Page<>(page, more ? Optional.of(cursor(page.get(page.size() - 1))) : Optional.empty());
    }

    String sql() {
        if (walks.size() == 1) {
            return sql(walks.get(0));
        }
        return walks.stream()
                .map(walk -> "SELECT * FROM (" + sql(walk) + ") AS page")
                .collect(Collectors.joining(" UNION ALL ", "", newestFirst("")));
    }

    Object[] values() {
        return walks.stream()
                .flatMap(walk -> Stream.concat(values.stream(), walk.values()))
                .toArray();
    }

    private static List<Walk> walks(NotificationQuery query) {
        if (query.reachesArchive()) {
            return List.of(new Walk(Shelf.DAILY, query.statuses()), new Walk(Shelf.ARCHIVE, query.statuses()));
        }
        return query.statuses().isEmpty()
                ? List.of(new Walk(Shelf.DAILY, Set.of()))
                : query.statuses().stream()
                        .map(status -> new Walk(Shelf.DAILY, Set.of(status)))
                        .toList();
    }

    private String sql(Walk walk) {
        String where = Stream.concat(conditions.stream(), walk.condition()).collect(Collectors.joining(" AND "));
        return walk.shelf().of(RecordReader.NOTIFICATIONS)
                + (where.isEmpty() ? "" : " WHERE " + where)
                + newestFirst("n.");
    }

    private String newestFirst(String table) {
        return " ORDER BY " + table + "created_at DESC, " + table + "id DESC LIMIT " + (limit + 1);
    }

    private static String cursor(Notification last) {
        return last.progress().createdAt().toEpochMilli() + "_" + last.id();
    }

    /**
     * Adds the earlier of two ends alone: PostgreSQL may enter the index at the other and read all in between.
     *
     * <p>A place is compared as a pair, where an index that is ordered by both is entered; MariaDB enters it by the time
     * alone.
     */
    private void addEnd(Optional<Long> until, Optional<Place> after) {
        Optional<Place> last =
                after.filter(it -> until.map(end -> it.createdAt() < end).orElse(true));
        last.ifPresent(it -> {
            conditions.add("n.created_at <= ? AND (n.created_at, n.id) < (?, ?)");
            values.addAll(List.of(it.createdAt(), it.createdAt(), it.id()));
        });
        until.filter(end -> last.isEmpty()).ifPresent(end -> add("n.created_at < ?", end));
    }

    private void add(String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }
}
