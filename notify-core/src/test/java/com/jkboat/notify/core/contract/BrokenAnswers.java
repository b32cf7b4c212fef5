package com.jkboat.notify.core.contract;

import static com.jkboat.notify.core.contract.StoreWrapper.like;
import static com.jkboat.notify.core.contract.StoreWrapper.remembering;
import static com.jkboat.notify.core.contract.StoreWrapper.searching;
import static com.jkboat.notify.core.contract.StoreWrapper.showing;
import static com.jkboat.notify.core.contract.StoreWrapper.telling;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.Notification.Progress;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stores that show the wrong thing, or keep what they should take away. */
final class BrokenAnswers {

    static final List<BrokenStore> ALL = List.of(
            new BrokenStore("A-13", "pages by counting", BrokenAnswers::byNumber),
            new BrokenStore("A-13", "shows the oldest first", BrokenAnswers::oldestFirst),
            new BrokenStore("A-13", "ignores the route", store -> searching(store, it -> onAnyRoute(it))),
            new BrokenStore("A-13", "forgets when it is due", store -> showing(store, it -> withoutDueTime(it))),
            new BrokenStore("A-14", "tells the story from its end", store -> telling(store, it -> backwards(it))),
            new BrokenStore("A-14", "sorts by word", store -> telling(store, it -> sorted(it, TimelineEntry::what))),
            new BrokenStore("A-14", "leaves out what providers say", store -> telling(store, it -> ours(it))),
            new BrokenStore("A-14", "leaves out what is noted", BrokenAnswers::noteless),
            new BrokenStore("A-15", "keeps the recipient", store -> remembering(store, BrokenAnswers::withRecipient)),
            new BrokenStore("A-15", "keeps what is said of attempts", BrokenAnswers::quoting),
            new BrokenStore("A-15", "erases suppressions too", BrokenAnswers::thorough),
            new BrokenStore("A-15", "keeps what is told later", BrokenAnswers::indiscreet),
            new BrokenStore("purge", "deletes nothing", BrokenAnswers::hoarding),
            new BrokenStore("purge", "deletes more than it is told", BrokenAnswers::greedy),
            new BrokenStore("note", "puts no event on record", BrokenAnswers::noteless),
            new BrokenStore("fingerprints", "knows all the same", store -> withFingerprints(store)),
            new BrokenStore("statuses", "answers the first thousand", BrokenAnswers::shortOfBreath));

    private BrokenAnswers() {}

    private static AuditStore byNumber(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public Page<Notification> search(NotificationQuery query) {
                int from = query.after().map(Integer::parseInt).orElse(0);
                List<Notification> all =
                        store.search(startingOver(query, query.route())).items();
                int end = Math.min(from + query.limit(), all.size());
                Optional<String> next = end < all.size() ? Optional.of(String.valueOf(end)) : Optional.empty();
                return new Page<>(all.subList(Math.min(from, end), end), next);
            }
        };
    }

    private static NotificationQuery startingOver(NotificationQuery it, Optional<String> route) {
        return new NotificationQuery(
                it.subject(),
                it.customer(),
                it.recipient(),
                it.statuses(),
                route,
                it.from(),
                it.until(),
                1000,
                Optional.empty());
    }

    private static NotificationQuery onAnyRoute(NotificationQuery it) {
        return startingOver(it, Optional.empty());
    }

    private static AuditStore oldestFirst(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public Page<Notification> search(NotificationQuery query) {
                Page<Notification> page = store.search(query);
                return new Page<>(backwards(page.items()), page.next());
            }
        };
    }

    private static Notification withoutDueTime(Notification it) {
        Progress known = it.progress();
        Progress progress = new Progress(
                known.attempts(),
                known.createdAt(),
                known.updatedAt(),
                Optional.empty(),
                known.sentAt(),
                known.provider(),
                known.providerMessageId());
        return like(it, it.recipient(), it.status(), it.reason(), progress);
    }

    private static <T> List<T> backwards(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }

    private static List<TimelineEntry> sorted(List<TimelineEntry> timeline, Function<TimelineEntry, String> by) {
        return timeline.stream()
                .sorted(Comparator.comparing(TimelineEntry::at).thenComparing(by))
                .toList();
    }

    private static List<TimelineEntry> ours(List<TimelineEntry> timeline) {
        return BrokenClaims.without("delivered", timeline);
    }

    private static AuditStore noteless(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public void note(AuditedEvent event, List<TimelineEntry> entries) {}
        };
    }

    private static Notification withRecipient(Notification it, Claim.Owed owed) {
        return like(it, Optional.of(owed.recipient()), it.status(), it.reason(), it.progress());
    }

    /** Shows what it has read of attempts before. */
    private static AuditStore quoting(AuditStore store) {
        Map<UUID, Map<Integer, Attempt>> told = new ConcurrentHashMap<>();
        AuditStore listening = StoreWrapper.recording(store, it -> {
            told.computeIfAbsent(it.notificationId(), id -> new ConcurrentHashMap<>())
                    .put(it.attempt().number(), it.attempt());
            return it;
        });
        return new StoreWrapper(listening) {
            @Override
            public List<Attempt> attempts(UUID notificationId) {
                return store.attempts(notificationId).stream()
                        .map(it -> told.getOrDefault(notificationId, Map.of()).getOrDefault(it.number(), it))
                        .toList();
            }
        };
    }

    private static AuditStore thorough(AuditStore store) {
        Set<Suppression> all = ConcurrentHashMap.newKeySet();
        return new StoreWrapper(store) {
            @Override
            public void suppress(List<Suppression> suppressions) {
                all.addAll(suppressions);
                store.suppress(suppressions);
            }

            @Override
            public long erase(String customer) {
                all.forEach(store::release);
                return store.erase(customer);
            }
        };
    }

    /** Erases what is on record, and forgets that it did. */
    private static AuditStore indiscreet(AuditStore store) {
        Set<UUID> erased = ConcurrentHashMap.newKeySet();
        AuditStore remembering =
                remembering(store, (it, owed) -> erased.contains(it.id()) ? it : withRecipient(it, owed));
        return new StoreWrapper(remembering) {
            @Override
            public long erase(String customer) {
                store.search(NotificationQuery.all().ofCustomer(customer))
                        .items()
                        .forEach(it -> erased.add(it.id()));
                return store.erase(customer);
            }
        };
    }

    private static AuditStore hoarding(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public long purge(Instant createdBefore, int most) {
                return 0;
            }
        };
    }

    private static AuditStore greedy(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public long purge(Instant createdBefore, int most) {
                return store.purge(createdBefore, most + 1);
            }
        };
    }

    private static AuditStore withFingerprints(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public Map<UUID, String> fingerprints(Collection<UUID> eventIds) {
                return eventIds.stream().distinct().collect(Collectors.toMap(it -> it, it -> "print"));
            }
        };
    }

    private static AuditStore shortOfBreath(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public Map<UUID, NotificationStatus> statuses(Collection<UUID> ids) {
                return store.statuses(ids.stream().limit(1000).toList());
            }
        };
    }
}
