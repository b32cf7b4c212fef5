package com.jkboat.notify.core.internal.record;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;

/**
 * An item that waits to be written, and the answer its writer waits for.
 *
 * @param item what to write; empty for a mere knock at the door of the thread that writes
 */
record Waiting<T, R>(Optional<T> item, CompletableFuture<R> answer) {

    static <T, R> Waiting<T, R> of(T item) {
        return new Waiting<>(Optional.of(item), new CompletableFuture<>());
    }

    static <T, R> Waiting<T, R> nothing() {
        return new Waiting<>(Optional.empty(), new CompletableFuture<>());
    }

    void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    /** Returns why it failed, if it did. */
    Optional<Throwable> failure() {
        return answer.handle((result, failure) -> Optional.ofNullable(failure)).getNow(Optional.empty());
    }

    /** Tells how it ended, now or when that is known. */
    void tell(BiConsumer<? super R, ? super Throwable> listener) {
        CompletableFuture<R> unused = answer.whenComplete(listener);
    }

    /** Waits until it is known how it ended; an interrupt does not end the wait. */
    void awaitEnd() {
        answer.handle((result, failure) -> true).join();
    }

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
