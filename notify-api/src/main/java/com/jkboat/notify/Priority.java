package com.jkboat.notify;

/**
 * How soon a message should be worked when more is waiting than can be done; four lanes, none of which starves.
 *
 * @since 0.1
 */
public enum Priority {
    /** One-time codes and the like: seconds matter. */
    URGENT,
    /** Confirmations and cancellations: somebody is waiting for them. */
    HIGH,
    /** The default. */
    NORMAL,
    /** Reminders, digests, anything that may wait behind the rest. */
    BULK
}
