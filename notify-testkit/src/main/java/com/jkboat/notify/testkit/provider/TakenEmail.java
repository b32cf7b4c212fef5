package com.jkboat.notify.testkit.provider;

/**
 * An e-mail the outside of a provider has taken, whether or not its answer arrived.
 *
 * @param recipient the bare address it would go to
 * @param messageId as in the header, without angle brackets
 * @param notificationId the value of the X-Notification-Id header
 * @since 0.1
 */
public record TakenEmail(String recipient, String messageId, String notificationId) {

    @Override
    public String toString() {
        return "TakenEmail[" + notificationId + "]";
    }
}
