package com.jkboat.notify.jdbc;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Locks on names where the product has none that belong to a transaction: a name goes by the row of {@code notify_lock}
 * that its hash leads to. Two names with one row only wait for each other needlessly.
 */
final class NameSlots {

    private NameSlots() {}

    /**
     * Locks names until the transaction ends.
     *
     * @param slots how many rows the table has
     * @param how the end of a select that locks
     */
    static void lock(Handle handle, Collection<String> names, int slots, String how) {
        String wanted = names.stream()
                .map(name -> Math.floorMod(name.hashCode(), slots))
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!wanted.isEmpty()) {
            handle.createQuery("SELECT slot FROM notify_lock WHERE slot IN (" + wanted + ") ORDER BY slot " + how)
                    .mapTo(Integer.class)
                    .list();
        }
    }
}
