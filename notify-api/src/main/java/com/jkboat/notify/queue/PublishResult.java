package com.jkboat.notify.queue;

/**
 * What became of one message that was handed to a queue.
 *
 * @since 0.1
 */
public enum PublishResult {
    /** It is stored; a crash cannot lose it. */
    ACCEPTED,
    /** A message of the same id and fingerprint is waiting already; nothing was stored. */
    DUPLICATE,
    /** A message of the same id but another fingerprint is waiting; nothing was stored. */
    CONFLICT,
    /** It is larger than the queue takes; nothing was stored. */
    TOO_LARGE,
    /** The answer got lost; publish the same message again. */
    UNKNOWN
}
