package com.jkboat.notify.core.memory;

import com.jkboat.notify.Priority;
import com.jkboat.notify.queue.QueueMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The messages of the queue in memory; guarded by the queue's lock.
 *
 * <p>A lane holds what may be handed out in its time, in the order in which it is due: messages without a key, and the
 * oldest of each key. The others of a key wait in a line of their own.
 */
final class WaitingMessages {

    private final Map<String, QueuedMessage> byId = new HashMap<>();
    private final Map<Priority, NavigableSet<QueuedMessage>> lanes = new EnumMap<>(Priority.class);
    private final Map<String, Deque<QueuedMessage>> lines = new HashMap<>();

    WaitingMessages() {
        for (Priority lane : Priority.values()) {
            lanes.put(lane, new TreeSet<>(QueuedMessage.LONGEST_DUE));
        }
    }

    Optional<QueuedMessage> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<QueuedMessage> all() {
        return byId.values();
    }

    int size() {
        return byId.size();
    }

    void add(QueuedMessage it) {
        byId.put(it.message.id(), it);
        Deque<QueuedMessage> line = line(it.message);
        line.add(it);
        if (line.size() == 1) {
            lane(it).add(it);
        }
    }

    void remove(QueuedMessage it) {
        byId.remove(it.message.id());
        lane(it).remove(it);
        it.message.orderingKey().ifPresent(key -> leave(key, it));
    }

    /** Where the first of a line leaves it is the turn of the next; what stands behind leaves without a change for others. */
    private void leave(String key, QueuedMessage it) {
        Deque<QueuedMessage> line = lines.getOrDefault(key, new ArrayDeque<>());
        line.remove(it);
        line.stream().findFirst().ifPresentOrElse(first -> lane(first).add(first), () -> lines.remove(key));
    }

    /** Changes when a message is due, which is by what its lane is sorted. */
    void move(QueuedMessage it, Consumer<QueuedMessage> change) {
        lane(it).remove(it);
        change.accept(it);
        lane(it).add(it);
    }

    /** Returns what is due, the longest due first: of each lane its share, and what is left over to the most urgent. */
    List<QueuedMessage> due(Map<Priority, Integer> shares, int most, Instant now) {
        Map<Priority, List<QueuedMessage>> due = new EnumMap<>(Priority.class);
        lanes.forEach((lane, messages) -> due.put(
                lane,
                messages.stream().takeWhile(it -> it.isDue(now)).limit(most).toList()));
        List<QueuedMessage> chosen = new ArrayList<>();
        due.forEach((lane, messages) -> chosen.addAll(messages.subList(0, share(shares, lane, messages))));
        due.forEach((lane, messages) -> messages.stream()
                .skip(share(shares, lane, messages))
                .limit(most - chosen.size())
                .forEach(chosen::add));
        chosen.sort(QueuedMessage.LONGEST_DUE);
        return chosen;
    }

    private static int share(Map<Priority, Integer> shares, Priority lane, List<QueuedMessage> messages) {
        return Math.min(shares.getOrDefault(lane, 0), messages.size());
    }

    /** Returns the line of a message's key; one without a key stands in a line alone. */
    private Deque<QueuedMessage> line(QueueMessage message) {
        return message.orderingKey()
                .map(key -> lines.computeIfAbsent(key, any -> new ArrayDeque<>()))
                .orElseGet(ArrayDeque::new);
    }

    private NavigableSet<QueuedMessage> lane(QueuedMessage it) {
        return lanes.getOrDefault(it.message.priority(), new TreeSet<>(QueuedMessage.LONGEST_DUE));
    }
}
