package com.jkboat.notify.jdbc;

/**
 * How workers share the due rows of a table, so that no two take the same.
 *
 * @since 0.1
 */
public enum ClaimStrategy {
    /** Rows are locked while they are picked, those that others have are left out; one update takes and returns them. */
    RETURNING,
    /** The same, but as no update returns rows here, they are read after it, in the same transaction. */
    LOCK_THEN_UPDATE,
    /**
     * Rows are picked without a lock, then held by their keys, and dropped if they are no longer as they were seen.
     *
     * <p>For products whose locks take more rows than were asked for. Workers wait for each other's short transactions.
     */
    COMPARE_AND_SET
}
