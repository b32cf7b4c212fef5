package com.jkboat.notify.testkit.queue;

import com.jkboat.notify.queue.QueueMessage;

/** A message as the model of a queue knows it; times are seconds of the model. */
final class ModelMessage {

    final QueueMessage message;
    private final long notBefore;
    private long due;
    private int deliveries;
    private int failures;
    private String handle = "";

    ModelMessage(QueueMessage message, long due) {
        this.message = message;
        this.notBefore = due;
        this.due = due;
    }

    int deliveries() {
        return deliveries;
    }

    int failures() {
        return failures;
    }

    long due() {
        return due;
    }

    boolean isDue(long now) {
        return due <= now;
    }

    boolean isLeased(long now) {
        return !handle.isEmpty() && !isDue(now);
    }

    boolean isScheduled(long now) {
        return handle.isEmpty() && !isDue(now) && notBefore > now;
    }

    boolean isHeldBy(String itsHandle, long now) {
        return isLeased(now) && handle.equals(itsHandle);
    }

    boolean hasKeyOf(ModelMessage other) {
        return message.orderingKey().isPresent() && message.orderingKey().equals(other.message.orderingKey());
    }

    void lease(String newHandle, long until) {
        handle = newHandle;
        due = until;
        deliveries++;
    }

    void extend(long until) {
        due = until;
    }

    void retry(long at) {
        handle = "";
        failures++;
        due = at;
    }

    void release(long at, boolean isFree) {
        handle = "";
        deliveries -= isFree ? 1 : 0;
        due = at;
    }
}
