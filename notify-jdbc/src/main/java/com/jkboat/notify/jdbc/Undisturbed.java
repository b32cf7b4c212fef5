package com.jkboat.notify.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Runs work on threads that nobody interrupts, while whoever wants it done waits, interrupted or not.
 *
 * <p>For a database that lives in this process: an interrupt in the middle of a write closes its file for everybody.
 */
final class Undisturbed implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "notify-jdbc");
        thread.setDaemon(true);
        return thread;
    });

    <T> T run(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, threads).join(); // an interrupt does not end it, and is kept
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw e;
        }
    }

    /** Lets the threads end, once they have done what they have begun. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
