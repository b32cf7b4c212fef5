package com.jkboat.notify.queue;

/**
 * What {@link NotificationQueue#remove} took out.
 *
 * @param waiting were due, delayed or scheduled
 * @param leased were being worked; whoever works one finishes it, and finds its lease lost
 * @param dead had been given up on
 * @since 0.1
 */
public record Removed(long waiting, long leased, long dead) {

    /** Nothing. */
    public static final Removed NOTHING = new Removed(0, 0, 0);

    /** Adds up two steps of one removal. */
    public Removed plus(Removed other) {
        return new Removed(waiting + other.waiting, leased + other.leased, dead + other.dead);
    }
}
