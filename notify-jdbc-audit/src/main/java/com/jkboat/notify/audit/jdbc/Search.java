package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** One question to the record, newest first by creation time and id; what is written later comes before. */
final class Search {

    private final int limit;
    private final List<String> conditions = new ArrayList<>();
    private final boolean reachesArchive;
    private final List<Object> values = new ArrayList<>();

    private Search(NotificationQuery query) {
        this.limit = query.limit();
        this.reachesArchive = query.reachesArchive();
        query.subject().ifPresent(it -> add("n.subject = ?", Columns.name(it)));
        query.customer().ifPresent(it -> add("n.customer = ?", Columns.name(it)));
        query.recipient().ifPresent(it -> add("n.recipient_key = ?", Columns.addressKey(it)));
        query.route().ifPresent(it -> add("n.route = ?", it));
        query.from().ifPresent(it -> add("n.created_at >= ?", it.toEpochMilli()));
        query.until().ifPresent(it -> add("n.created_at < ?", it.toEpochMilli()));
        addStatuses(query);
        query.after().ifPresent(this::addAfter);
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
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String page = RecordReader.NOTIFICATIONS + where + newestFirst("n.");
        return reachesArchive ? Shelf.both("SELECT * FROM (" + page + ") AS page") + newestFirst("") : page;
    }

    Object[] values() {
        Stream<Object> again = reachesArchive ? values.stream() : Stream.empty();
        return Stream.concat(values.stream(), again).toArray();
    }

    private String newestFirst(String table) {
        return " ORDER BY " + table + "created_at DESC, " + table + "id DESC LIMIT " + (limit + 1);
    }

    private static String cursor(Notification last) {
        return last.progress().createdAt().toEpochMilli() + "_" + last.id();
    }

    private void addStatuses(NotificationQuery query) {
        if (!query.statuses().isEmpty()) {
            int count = query.statuses().size();
            conditions.add("n.status IN (" + String.join(", ", Collections.nCopies(count, "?")) + ")");
            query.statuses().forEach(status -> values.add(status.word()));
        }
    }

    /** Compared as a pair, where an index that is ordered by both is entered; MariaDB enters it by the time alone. */
    private void addAfter(String cursor) {
        try {
            int separator = cursor.indexOf('_');
            long createdAt = Long.parseLong(cursor.substring(0, separator));
            String id = UUID.fromString(cursor.substring(separator + 1)).toString();
            conditions.add("n.created_at <= ? AND (n.created_at, n.id) < (?, ?)");
            values.addAll(List.of(createdAt, createdAt, id));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("after must be the next of an earlier page", e);
        }
    }

    private void add(String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }
}
