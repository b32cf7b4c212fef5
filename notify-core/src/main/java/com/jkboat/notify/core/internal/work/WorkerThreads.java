package com.jkboat.notify.core.internal.work;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for messages: virtual ones where the JVM has them, else a pool that grows as needed. */
public final class WorkerThreads {

    private WorkerThreads() {}

    /** Makes an executor whose threads wait a lot and are many. */
    public static ExecutorService create() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newCachedThreadPool(platformThreads());
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("virtual threads are offered but cannot be made", e);
        }
    }

    private static ThreadFactory platformThreads() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "notify-job-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
