package com.jkboat.notify.config;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps what several plugins of one client use together, and closes it after all of them.
 *
 * <p>Safe for concurrent callers.
 *
 * @since 0.1
 */
public final class SharedResources implements AutoCloseable {

    private final Object lock = new Object();
    private final Map<String, AutoCloseable> byKey = new HashMap<>(); // guarded by lock
    private final Deque<AutoCloseable> opened = new ArrayDeque<>(); // guarded by lock

    /**
     * Returns the resource of that key, opening it for the first who asks.
     *
     * @param key tells resources of one type apart, such as a database address; kept in memory only
     */
    public <T extends AutoCloseable> T get(Class<T> type, String key, Supplier<T> opener) {
        synchronized (lock) {
            String fullKey = type.getName() + " " + key;
            AutoCloseable known = byKey.get(fullKey);
            if (known == null) {
                known = opener.get();
                byKey.put(fullKey, known);
                opened.push(known);
            }
            return type.cast(known);
        }
    }

    /** Closes everything, the youngest first; may be called more than once. */
    @Override
    public void close() {
        synchronized (lock) {
            while (!opened.isEmpty()) {
                closeQuietly(opened.pop());
            }
            byKey.clear();
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
