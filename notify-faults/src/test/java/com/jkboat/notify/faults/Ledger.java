package com.jkboat.notify.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.Page;
import com.jkboat.notify.queue.DeadLetter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The balance of one run: every accepted event stands in exactly one place, and the provider's own log agrees.
 *
 * <p>Read from four sources that know nothing of each other: what the publisher was told, the audit record, the rows of
 * the queue, and the log of the provider.
 */
final class Ledger {

    /** Where an accepted event stands. */
    enum Place {
        SENT,
        REJECTED,
        DEAD,
        QUEUED,
        CANCELLED,
        IN_DOUBT,
        /** Nowhere. */
        LOST
    }

    private final Map<UUID, Place> places = new HashMap<>();
    private final Map<UUID, Event> events;
    private final Map<UUID, Notification> record;
    private final Map<UUID, Long> sends;
    private final Map<UUID, Integer> attempts = new HashMap<>();
    private final Timeline timeline;

    private Ledger(Site site, NotificationClient client, Collection<Event> accepted) {
        this.timeline = site.timeline();
        this.events = accepted.stream().collect(Collectors.toMap(Tickets::notification, event -> event));
        this.record = onRecord(client);
        this.sends = site.sends().read().stream()
                .collect(Collectors.groupingBy(SendLog.Send::notification, Collectors.counting()));
        Set<String> queued = queued(site);
        Set<String> dead = dead(client);
        events.forEach((id, event) -> places.put(
                id,
                place(
                        Optional.ofNullable(record.get(id)),
                        queued.contains(event.id().toString()),
                        dead.contains(event.id().toString()))));
        doubled()
                .forEach(id ->
                        attempts.put(id, client.notifications().attempts(id).size()));
        timeline.add("ledger " + counts() + ", " + sends.size() + " mails, "
                + doubled().size() + " more than once");
    }

    /** Draws the balance of what was accepted. */
    static Ledger of(Site site, NotificationClient client, Collection<Event> accepted) {
        return new Ledger(site, client, accepted);
    }

    /** Returns how many events stand in each place. */
    Map<Place, Long> counts() {
        return places.values().stream()
                .collect(Collectors.groupingBy(place -> place, TreeMap::new, Collectors.counting()));
    }

    /** Returns how many events stand in one place. */
    long count(Place place) {
        return counts().getOrDefault(place, 0L);
    }

    Place place(Event event) {
        return places.get(Tickets.notification(event));
    }

    /** Returns how often the provider took an event's mail. */
    long sends(Event event) {
        return sends.getOrDefault(Tickets.notification(event), 0L);
    }

    /** Returns how many mails were sent more than once. */
    int doubles() {
        return doubled().size();
    }

    /** Checks that nothing is lost, nothing is sent that nobody accepted, and that record and provider agree. */
    Ledger balances() {
        assertThat(ids(Place.LOST)).as("lost events; %s", timeline).isEmpty();
        assertThat(events.keySet()).as("mails nobody asked for").containsAll(sends.keySet());
        places.forEach((id, place) -> assertThat(agrees(id, place))
                .as("%s stands as %s, but was sent %s times; %s", id, place, sends.get(id), record.get(id))
                .isTrue());
        return this;
    }

    private boolean agrees(UUID id, Place place) {
        long sent = sends.getOrDefault(id, 0L);
        boolean doublesAreTold =
                sent <= 1 || (Tickets.isResent(events.get(id)) && attempts.getOrDefault(id, 0) >= sent);
        return doublesAreTold
                && switch (place) {
                    case SENT -> sent >= 1;
                    case IN_DOUBT -> sent <= 1;
                    case QUEUED -> true; // perhaps just being sent, or waiting to be told apart
                    case LOST -> false;
                    default -> sent == 0;
                };
    }

    private List<UUID> ids(Place wanted) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() == wanted)
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<UUID> doubled() {
        return sends.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Place place(Optional<Notification> notification, boolean queued, boolean dead) {
        if (notification.isEmpty()) {
            return unfinished(queued, dead);
        }
        return switch (notification.get().status()) {
            case SENT, DELIVERED, BOUNCED, COMPLAINED -> dead ? Place.LOST : Place.SENT;
            case REJECTED, SUPPRESSED, SKIPPED -> dead ? Place.LOST : Place.REJECTED;
            case CANCELLED, SUPERSEDED, EXPIRED -> dead ? Place.LOST : Place.CANCELLED;
            case IN_DOUBT, HELD -> queued ? Place.QUEUED : Place.IN_DOUBT;
            default -> unfinished(queued, dead);
        };
    }

    /** It must be in the queue or among the dead letters, and not in both. */
    private static Place unfinished(boolean queued, boolean dead) {
        if (queued == dead) {
            return Place.LOST;
        }
        return queued ? Place.QUEUED : Place.DEAD;
    }

    private static Map<UUID, Notification> onRecord(NotificationClient client) {
        Map<UUID, Notification> found = new HashMap<>();
        NotificationQuery query = NotificationQuery.all().withLimit(1000);
        Page<Notification> page = client.notifications().search(query);
        page.items().forEach(one -> found.put(one.id(), one));
        while (page.next().isPresent()) {
            page = client.notifications().search(query.after(page.next().get()));
            page.items().forEach(one -> found.put(one.id(), one));
        }
        return found;
    }

    private static Set<String> dead(NotificationClient client) {
        List<DeadLetter> letters = new ArrayList<>();
        Page<DeadLetter> page = client.deadLetters().list(1000, Optional.empty());
        letters.addAll(page.items());
        while (page.next().isPresent()) {
            page = client.deadLetters().list(1000, page.next());
            letters.addAll(page.items());
        }
        Set<String> ids = new HashSet<>();
        letters.forEach(letter -> assertThat(ids.add(letter.message().id()))
                .as("buried once: %s", letter.message().id())
                .isTrue());
        return ids;
    }

    private static Set<String> queued(Site site) {
        try (Connection connection = DriverManager.getConnection(site.url());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT message_id FROM notify_message")) {
            Set<String> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
