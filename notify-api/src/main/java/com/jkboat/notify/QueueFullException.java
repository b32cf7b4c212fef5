package com.jkboat.notify;

/**
 * The queue holds as many messages as it may: publish less, work faster or raise the limit. Nothing was queued.
 *
 * @since 0.1
 */
public final class QueueFullException extends NotifyException {

    private static final long serialVersionUID = 1L;

    private final long limit;

    /** Makes an exception that names the limit. */
    public QueueFullException(long limit) {
        super("NTF-021", "the queue holds its limit of " + limit + " messages (notify.queue.max-depth)");
        this.limit = limit;
    }

    /** Returns how many messages the queue may hold. */
    public long limit() {
        return limit;
    }
}
