package com.jkboat.notify.core.contract;

import static com.jkboat.notify.core.contract.QueueWrapper.burying;
import static com.jkboat.notify.core.contract.QueueWrapper.counting;
import static com.jkboat.notify.core.contract.QueueWrapper.handingOut;
import static com.jkboat.notify.core.contract.QueueWrapper.settling;

import com.jkboat.notify.Page;
import com.jkboat.notify.core.memory.InMemoryNotificationQueue;
import com.jkboat.notify.core.memory.MemoryQueueOptions;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import com.jkboat.notify.queue.Settlement.Acknowledge;
import com.jkboat.notify.queue.Settlement.Bury;
import com.jkboat.notify.queue.Settlement.Release;
import com.jkboat.notify.queue.Settlement.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Queues that do something else with what is given back, or forget what they did. */
final class BrokenSettlements {

    static final List<BrokenQueue> ALL = List.of(
            BrokenQueue.around("Q-4", "forgets extensions", BrokenSettlements::notExtending),
            BrokenQueue.around("Q-4", "adds extensions to what is left", BrokenSettlements::adding),
            BrokenQueue.around("Q-5", "never says LOST", BrokenSettlements::neverLost),
            BrokenQueue.around("Q-5", "settles for whoever has the message", BrokenSettlements::foreign),
            BrokenQueue.around("Q-5", "stops at the first that is lost", BrokenSettlements::stopping),
            BrokenQueue.around("Q-5", "extends what nobody holds any more", BrokenSettlements::neverLostExtending),
            BrokenQueue.around(
                    "Q-6", "hands out again what was acknowledged", queue -> settling(queue, it -> later(it))),
            BrokenQueue.around("Q-6", "acknowledges twice", BrokenSettlements::neverLost),
            BrokenQueue.around("Q-7", "retries at once", queue -> settling(queue, it -> retryAtOnce(it))),
            BrokenQueue.around("Q-7", "counts no failure", queue -> settling(queue, it -> retryForFree(it))),
            BrokenQueue.around("Q-7", "refuses long reasons", queue -> settling(queue, it -> withShortReason(it))),
            BrokenQueue.around("Q-8", "counts a release", queue -> settling(queue, it -> releaseAtACost(it))),
            BrokenQueue.around("Q-8", "releases at once", queue -> settling(queue, it -> releaseAtOnce(it))),
            BrokenQueue.around(
                    "Q-9", "acknowledges what is to be buried", queue -> settling(queue, it -> noBurial(it))),
            BrokenQueue.around("Q-9", "forgets reasons", queue -> settling(queue, it -> withoutReason(it))),
            BrokenQueue.around("Q-9", "hands out again what it buried", BrokenSettlements::rising),
            BrokenQueue.around("Q-9", "lists the youngest first", queue -> burying(queue, YoungestFirst::new)),
            BrokenQueue.around("Q-9", "pages by counting", queue -> burying(queue, ByNumber::new)),
            BrokenQueue.around("Q-9", "lists without the filter", queue -> burying(queue, Unfiltered::new)),
            new BrokenQueue("Q-14", "hands out once too often", limited(11)),
            new BrokenQueue("Q-14", "gives up one too early", limited(9)),
            BrokenQueue.around("Q-17", "keeps the counts", BrokenSettlements::keepingCounts),
            BrokenQueue.around("Q-17", "keeps the age", BrokenSettlements::keepingAge),
            BrokenQueue.around("Q-17", "replays without the rate", queue -> burying(queue, AllAtOnce::new)),
            BrokenQueue.around("Q-17", "replays no more than the rate", queue -> burying(queue, OnlyFirst::new)),
            BrokenQueue.around(
                    "Q-17", "keeps the letters it replays", queue -> burying(queue, it -> copies(queue, it))),
            BrokenQueue.around(
                    "Q-17", "replays for the time first wished", queue -> burying(queue, it -> wish(queue, it))),
            BrokenQueue.around("Q-17", "counts what it leaves", queue -> burying(queue, Boasting::new)),
            BrokenQueue.around("Q-17", "replays without the filter", queue -> burying(queue, Unfiltered::new)),
            BrokenQueue.around("Q-18", "puts a retry behind the others of its key", BrokenSettlements::behind),
            BrokenQueue.around("stats", "counts no leases", queue -> counting(queue, it -> withoutLeased(it))),
            BrokenQueue.around(
                    "stats", "counts what is scheduled as delayed", queue -> counting(queue, it -> mixed(it))),
            BrokenQueue.around("stats", "knows no age", queue -> counting(queue, it -> withoutAge(it))));

    private BrokenSettlements() {}

    private static BrokenQueue.Making limited(int deliveries) {
        return (clock, options) ->
                new InMemoryNotificationQueue(clock, new MemoryQueueOptions(options.maxDepth(), deliveries));
    }

    private static NotificationQueue notExtending(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Settled> extend(List<Lease> leases, Duration lease) {
                return Collections.nCopies(leases.size(), Settled.DONE);
            }
        };
    }

    private static NotificationQueue adding(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Settled> extend(List<Lease> leases, Duration lease) {
                return queue.extend(leases, lease.plusSeconds(30));
            }
        };
    }

    private static NotificationQueue neverLost(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Settled> settle(List<Settlement> settlements) {
                queue.settle(settlements);
                return Collections.nCopies(settlements.size(), Settled.DONE);
            }
        };
    }

    private static NotificationQueue neverLostExtending(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Settled> extend(List<Lease> leases, Duration lease) {
                queue.extend(leases, lease);
                return Collections.nCopies(leases.size(), Settled.DONE);
            }
        };
    }

    private static NotificationQueue foreign(NotificationQueue queue) {
        Map<String, Lease> newest = new ConcurrentHashMap<>();
        NotificationQueue remembering = handingOut(queue, lease -> {
            newest.put(lease.message().id(), lease);
            return lease;
        });
        return settling(
                remembering,
                it -> with(it, newest.getOrDefault(it.lease().message().id(), it.lease())));
    }

    private static Settlement with(Settlement settlement, Lease lease) {
        return settlement.fold(
                it -> new Acknowledge(lease),
                it -> new Retry(lease, it.delay(), it.reason()),
                it -> new Release(lease, it.delay()),
                it -> new Bury(lease, it.reason()));
    }

    private static NotificationQueue stopping(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Settled> settle(List<Settlement> settlements) {
                List<Settled> answers = new ArrayList<>();
                for (Settlement settlement : settlements) {
                    boolean go = !answers.contains(Settled.LOST);
                    answers.add(go ? queue.settle(List.of(settlement)).get(0) : Settled.LOST);
                }
                return answers;
            }
        };
    }

    private static Settlement later(Settlement settlement) {
        return settlement instanceof Acknowledge it ? new Release(it.lease(), Duration.ofSeconds(40)) : settlement;
    }

    private static Settlement retryAtOnce(Settlement settlement) {
        return settlement instanceof Retry it ? new Retry(it.lease(), Duration.ZERO, it.reason()) : settlement;
    }

    private static Settlement retryForFree(Settlement settlement) {
        return settlement instanceof Retry it ? new Release(it.lease(), it.delay()) : settlement;
    }

    private static Settlement withShortReason(Settlement settlement) {
        if (settlement instanceof Retry it && it.reason().length() > 1000) {
            throw new IllegalArgumentException("too long");
        }
        return settlement;
    }

    private static Settlement releaseAtACost(Settlement settlement) {
        return settlement instanceof Release it ? new Retry(it.lease(), it.delay(), "released") : settlement;
    }

    private static Settlement releaseAtOnce(Settlement settlement) {
        return settlement instanceof Release it ? new Release(it.lease(), Duration.ZERO) : settlement;
    }

    private static Settlement noBurial(Settlement settlement) {
        return settlement instanceof Bury it ? new Acknowledge(it.lease()) : settlement;
    }

    private static Settlement withoutReason(Settlement settlement) {
        return settlement instanceof Bury it ? new Bury(it.lease(), "") : settlement;
    }

    /** Publishes again what it buries. */
    private static NotificationQueue rising(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Settled> settle(List<Settlement> settlements) {
                List<Settled> answers = queue.settle(settlements);
                settlements.stream()
                        .filter(Bury.class::isInstance)
                        .forEach(it -> queue.publish(List.of(it.lease().message())));
                return answers;
            }
        };
    }

    /** Acknowledges what is to be tried again, and publishes it anew. */
    private static NotificationQueue behind(NotificationQueue queue) {
        return new QueueWrapper(queue) {
            @Override
            public List<Settled> settle(List<Settlement> settlements) {
                List<Settled> answers = queue.settle(settlements.stream()
                        .map(it -> it instanceof Retry retry ? new Acknowledge(retry.lease()) : it)
                        .toList());
                settlements.stream()
                        .filter(Retry.class::isInstance)
                        .forEach(it -> queue.publish(List.of(it.lease().message())));
                return answers;
            }
        };
    }

    private static final class YoungestFirst extends QueueWrapper.Letters {

        YoungestFirst(DeadLetters letters) {
            super(letters);
        }

        @Override
        public Page<DeadLetter> list(Filter filter, int limit, Optional<String> after) {
            Page<DeadLetter> page = letters.list(filter, limit, after);
            List<DeadLetter> backwards = new ArrayList<>(page.items());
            Collections.reverse(backwards);
            return new Page<>(backwards, page.next());
        }
    }

    private static final class ByNumber extends QueueWrapper.Letters {

        ByNumber(DeadLetters letters) {
            super(letters);
        }

        @Override
        public Page<DeadLetter> list(Filter filter, int limit, Optional<String> after) {
            int from = after.map(Integer::parseInt).orElse(0);
            List<DeadLetter> all =
                    letters.list(filter, from + limit + 1, Optional.empty()).items();
            int end = Math.min(from + limit, all.size());
            Optional<String> next = end < all.size() ? Optional.of(String.valueOf(end)) : Optional.empty();
            return new Page<>(all.subList(Math.min(from, end), end), next);
        }
    }

    private static final class Unfiltered extends QueueWrapper.Letters {

        Unfiltered(DeadLetters letters) {
            super(letters);
        }

        @Override
        public Page<DeadLetter> list(Filter filter, int limit, Optional<String> after) {
            return letters.list(Filter.all(), limit, after);
        }

        @Override
        public long replay(Filter filter, int perSecond) {
            return letters.replay(Filter.all(), perSecond);
        }
    }

    private static final class Boasting extends QueueWrapper.Letters {

        Boasting(DeadLetters letters) {
            super(letters);
        }

        @Override
        public long replay(Filter filter, int perSecond) {
            long meant = letters.list(filter, 1000, Optional.empty()).items().size();
            letters.replay(filter, perSecond);
            return meant;
        }
    }

    /** Publishes the letters again, and leaves them where they are. */
    private static DeadLetters copies(NotificationQueue queue, DeadLetters kept) {
        return new QueueWrapper.Letters(kept) {
            @Override
            public long replay(Filter filter, int perSecond) {
                List<DeadLetter> meant =
                        letters.list(filter, 1000, Optional.empty()).items();
                queue.publish(meant.stream().map(DeadLetter::message).toList());
                return meant.size();
            }
        };
    }

    /** Publishes the letters again as they were once published. */
    private static DeadLetters wish(NotificationQueue queue, DeadLetters kept) {
        return new QueueWrapper.Letters(kept) {
            @Override
            public long replay(Filter filter, int perSecond) {
                long replayed = copies(queue, letters).replay(filter);
                letters.purge(filter);
                return replayed;
            }
        };
    }

    private static NotificationQueue keepingCounts(NotificationQueue queue) {
        return remembering(
                queue,
                (it, letter) -> new Lease(
                        it.message(),
                        it.handle(),
                        it.deliveries() + letter.deliveries(),
                        it.failures(),
                        it.enqueuedAt()));
    }

    private static NotificationQueue keepingAge(NotificationQueue queue) {
        return remembering(
                queue,
                (it, letter) ->
                        new Lease(it.message(), it.handle(), it.deliveries(), it.failures(), letter.enqueuedAt()));
    }

    /** Hands out what was replayed as something that remembers the dead letter it was. */
    private static NotificationQueue remembering(NotificationQueue queue, BinaryLease memory) {
        Map<String, DeadLetter> replayed = new ConcurrentHashMap<>();
        NotificationQueue changing = handingOut(
                queue,
                it -> Optional.ofNullable(replayed.get(it.message().id()))
                        .map(letter -> memory.of(it, letter))
                        .orElse(it));
        return burying(changing, letters -> new QueueWrapper.Letters(letters) {
            @Override
            public long replay(Filter filter, int perSecond) {
                letters.list(filter, 1000, Optional.empty())
                        .items()
                        .forEach(it -> replayed.put(it.message().id(), it));
                return letters.replay(filter, perSecond);
            }
        });
    }

    private interface BinaryLease {
        Lease of(Lease lease, DeadLetter letter);
    }

    private static final class AllAtOnce extends QueueWrapper.Letters {

        AllAtOnce(DeadLetters letters) {
            super(letters);
        }

        @Override
        public long replay(Filter filter, int perSecond) {
            return letters.replay(filter);
        }
    }

    private static final class OnlyFirst extends QueueWrapper.Letters {

        OnlyFirst(DeadLetters letters) {
            super(letters);
        }

        @Override
        public long replay(Filter filter, int perSecond) {
            List<DeadLetter> meant = letters.list(filter, Math.min(1000, perSecond), Optional.empty())
                    .items();
            return meant.stream()
                    .mapToLong(it -> letters.replay(Filter.ids(it.message().id()), perSecond))
                    .sum();
        }
    }

    private static QueueStats withoutLeased(QueueStats it) {
        return new QueueStats(it.ready(), 0, it.delayed(), it.scheduled(), it.dead(), it.oldestReady(), it.accuracy());
    }

    private static QueueStats mixed(QueueStats it) {
        return new QueueStats(
                it.ready(), it.leased(), it.delayed() + it.scheduled(), 0, it.dead(), it.oldestReady(), it.accuracy());
    }

    private static QueueStats withoutAge(QueueStats it) {
        return new QueueStats(
                it.ready(),
                it.leased(),
                it.delayed(),
                it.scheduled(),
                it.dead(),
                it.oldestReady().map(age -> Duration.ZERO),
                it.accuracy());
    }
}
