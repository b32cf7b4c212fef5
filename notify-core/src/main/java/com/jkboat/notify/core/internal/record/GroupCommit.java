package com.jkboat.notify.core.internal.record;

import com.jkboat.notify.NotifyException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

    private final Function<List<T>, List<R>> store;
    private final LinkedBlockingQueue<Waiting<T, R>> queue = new LinkedBlockingQueue<>();
    private final Thread writer;

    /**
     * Starts the thread that writes.
     *
     * @param store writes a batch whole or not at all, and answers item by item
     */
    public GroupCommit(String name, Function<List<T>, List<R>> store) {
        this.store = store;
        this.writer = new Thread(this::writeForEver, "notify-" + name);
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Writes one item, together with whatever else is waiting.
     *
     * @throws RuntimeException what the store threw for the item; an interrupt does not end the wait, since giving up
     *     would leave it unknown what was stored
     */
    public R write(T item) {
        Waiting<T, R> waiting = new Waiting<>(item, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.await();
    }

    /** Writes what is waiting and ends the thread. */
    @Override
    public void close() {
        writer.interrupt();
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

    private void writeForEver() {
        List<Waiting<T, R>> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, MAX_BATCH - 1);
                writeBatch(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            queue.drainTo(batch);
            writeBatch(batch);
        }
    }

    /** A batch that fails is tried item by item, so that one bad item does not fail the others. */
    private void writeBatch(List<Waiting<T, R>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            List<R> answers = store.apply(batch.stream().map(Waiting::item).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers.get(i));
            }
        } catch (NotifyException e) { // the store is away, for every item alike
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
        } catch (RuntimeException e) {
            writeSingly(batch, e);
        }
    }

    private void writeSingly(List<Waiting<T, R>> batch, RuntimeException failure) {
        if (batch.size() == 1) {
            batch.get(0).answer().completeExceptionally(failure);
        } else {
            batch.forEach(waiting -> writeBatch(List.of(waiting)));
        }
    }

    private record Waiting<T, R>(T item, CompletableFuture<R> answer) {

        R await() {
            boolean interrupted = false;
            try {
                while (true) {
                    try {
                        return answer.get();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    } catch (ExecutionException e) {
                        throw rethrown(e);
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private static RuntimeException rethrown(ExecutionException e) {
            return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
