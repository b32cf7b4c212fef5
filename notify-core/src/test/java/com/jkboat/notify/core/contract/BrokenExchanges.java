package com.jkboat.notify.core.contract;

import com.jkboat.notify.queue.Exchange;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.ReceiveRequest;
import com.jkboat.notify.queue.Settled;
import com.jkboat.notify.queue.Settlement;
import java.util.Collections;
import java.util.List;

/** Queues that settle or lease something else when they do both in one step. */
final class BrokenExchanges {

    static final List<BrokenQueue> ALL = List.of(
            broken(
                    "forgets to settle",
                    (queue, settlements, request) -> new Exchange(
                            Collections.nCopies(settlements.size(), Settled.DONE), queue.receive(request))),
            broken("leases before it settles", (queue, settlements, request) -> {
                List<Lease> leases = queue.receive(request);
                return new Exchange(queue.settle(settlements), leases);
            }),
            broken("leases nothing where something was lost", (queue, settlements, request) -> {
                List<Settled> settled = queue.settle(settlements);
                return new Exchange(settled, settled.contains(Settled.LOST) ? List.of() : queue.receive(request));
            }),
            broken("never says LOST", (queue, settlements, request) -> {
                queue.settle(settlements);
                return new Exchange(Collections.nCopies(settlements.size(), Settled.DONE), queue.receive(request));
            }),
            broken(
                    "leases one more",
                    (queue, settlements, request) -> new Exchange(
                            queue.settle(settlements),
                            queue.receive(new ReceiveRequest(
                                    request.max() + 1, request.maxWait(), request.lease(), request.owner())))),
            broken(
                    "leases only beside settlements",
                    (queue, settlements, request) -> new Exchange(
                            queue.settle(settlements), settlements.isEmpty() ? List.of() : queue.receive(request))));

    private BrokenExchanges() {}

    private interface Way {
        Exchange exchange(NotificationQueue queue, List<Settlement> settlements, ReceiveRequest request);
    }

    private static BrokenQueue broken(String how, Way way) {
        return BrokenQueue.around("Q-20", how, queue -> new QueueWrapper(queue) {
            @Override
            public Exchange exchange(List<Settlement> settlements, ReceiveRequest request) {
                return way.exchange(queue, settlements, request);
            }
        });
    }
}
