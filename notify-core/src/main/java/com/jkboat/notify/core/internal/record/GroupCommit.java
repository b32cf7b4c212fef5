package com.jkboat.notify.core.internal.record;

import com.jkboat.notify.NotifyException;
import com.jkboat.notify.PluginException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Lets many threads write as one: what arrives while a write is under way goes together in the next.
 *
 * <p>No timer and no waiting for company: a lone item is written at once, and under load the batches grow by
 * themselves. {@link #write} returns when the item is durable. Safe for any number of threads.
 */
public final class GroupCommit<T, R> implements AutoCloseable {

    private static final int MAX_BATCH = 200;
    private static final int FAILURES_IN_A_ROW = 2;

    private final String name;
    private final Function<List<T>, List<R>> store;
    private final LinkedBlockingQueue<Waiting<T, R>> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile boolean closing;
    private volatile boolean ended;

    /**
     * Starts the thread that writes.
     *
     * @param store writes a batch whole or not at all, and answers item by item
     */
    public GroupCommit(String name, Function<List<T>, List<R>> store) {
        this.name = name;
        this.store = store;
        this.writer = new Thread(this::writeUntilClosed, "notify-" + name);
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Writes one item, together with whatever else is waiting.
     *
     * @throws RuntimeException what the store threw for the item; an interrupt does not end the wait, since giving up
     *     would leave it unknown what was stored
     * @throws IllegalStateException if it was closed: the item was not written
     */
    public R write(T item) {
        Waiting<T, R> waiting = Waiting.of(item);
        add(waiting);
        return waiting.await();
    }

    /** Lets an item be written whose writer does not wait here; {@link #write} says how it may end. */
    void add(Waiting<T, R> waiting) {
        queue.add(waiting);
        if (ended) {
            refuseTheRest();
        }
    }

    /**
     * Waits until it is known how an item ended.
     *
     * <p>Not in the thread that writes, which gets here from whoever is told of another item: it would wait for itself.
     */
    void awaitEnd(Waiting<T, R> waiting) {
        if (Thread.currentThread() != writer) {
            waiting.awaitEnd();
        }
    }

    /** Writes what is waiting and ends the thread; the write under way is not disturbed. */
    @Override
    public void close() {
        closing = true;
        queue.add(Waiting.nothing());
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many items no write has taken up yet. */
    int waiting() {
        return queue.size();
    }

    private void writeUntilClosed() {
        List<Waiting<T, R>> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) { // nobody means this thread; it ends by close alone
                continue;
            }
            queue.drainTo(batch, MAX_BATCH - 1);
            batch.removeIf(waiting -> waiting.item().isEmpty());
            writeBatch(List.copyOf(batch));
            batch.clear();
        }
        ended = true;
        refuseTheRest();
    }

    /** Whoever comes too late is told; both sides look, so that nobody waits for a thread that has gone. */
    private void refuseTheRest() {
        List<Waiting<T, R>> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(waiting -> waiting.fail(new IllegalStateException(name + " was closed, nothing was written")));
    }

    /** A batch that fails is tried item by item, so that one bad item does not fail the others. */
    private void writeBatch(List<Waiting<T, R>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            answer(name, batch, store.apply(items(batch)));
        } catch (RuntimeException | Error e) { // the thread must live, and nobody be left waiting
            if (batch.size() == 1) {
                batch.get(0).fail(e);
            } else {
                writeSingly(batch);
            }
        }
    }

    /** Where it is the store that is away and not an item that is bad, the rest is not kept waiting for every item. */
    private void writeSingly(List<Waiting<T, R>> batch) {
        int inARow = 0;
        for (int i = 0; i < batch.size(); i++) {
            writeBatch(List.of(batch.get(i)));
            Optional<Throwable> away = batch.get(i).failure().filter(NotifyException.class::isInstance);
            inARow = away.isPresent() ? inARow + 1 : 0;
            if (inARow == FAILURES_IN_A_ROW) {
                batch.subList(i + 1, batch.size()).forEach(waiting -> waiting.fail(away.orElseThrow()));
                return;
            }
        }
    }

    /** Gives a batch its answers, item by item. */
    static <T, R> void answer(String name, List<Waiting<T, R>> batch, List<R> answers) {
        if (answers.size() != batch.size()) { // what was stored is unknown, so nothing is repeated
            PluginException broken = new PluginException(
                    name,
                    "gave " + answers.size() + " answers to " + batch.size() + " items",
                    new IllegalStateException("one answer per item"));
            batch.forEach(waiting -> waiting.fail(broken));
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer().complete(answers.get(i));
        }
    }

    /** Returns what a batch is made of. */
    static <T, R> List<T> items(List<Waiting<T, R>> batch) {
        return batch.stream().flatMap(waiting -> waiting.item().stream()).toList();
    }
}
