package com.jkboat.notify;

import java.util.Locale;
import java.util.Optional;

/**
 * Where a notification stands; written in lower case wherever people or other programs read it.
 *
 * @since 0.1
 */
public enum NotificationStatus {
    /** Waits for its time. */
    SCHEDULED(false),
    /** Waits to be worked, for the first time or again. */
    QUEUED(false),
    /** A worker has claimed it and is handing it to a provider. */
    SENDING(false),
    /** It is unknown whether a provider got it; evidence or policy decides. */
    IN_DOUBT(false),
    /** Stopped until a person decides. */
    HELD(false),
    /** A provider accepted it. */
    SENT(true),
    /** A server asked to try later. */
    DEFERRED(false),
    /** The recipient's server accepted it. */
    DELIVERED(true),
    /** The recipient's server gave it back. */
    BOUNCED(true),
    /** The recipient called it spam. */
    COMPLAINED(true),
    /** A provider refused it for good. */
    REJECTED(true),
    /** All attempts are spent; its event is in the dead letters. */
    FAILED(true),
    /** The address is on the suppression list. */
    SUPPRESSED(true),
    /** A newer event took its place before it was sent. */
    SUPERSEDED(true),
    /** Its reason went away before it was sent. */
    CANCELLED(true),
    /** Its time had passed before it could be sent. */
    EXPIRED(true),
    /** A check decided that it need not be sent. */
    SKIPPED(true);

    private final boolean ended;

    NotificationStatus(boolean ended) {
        this.ended = ended;
    }

    /** Tells whether the engine will do nothing more about it by itself. */
    public boolean isEnded() {
        return ended;
    }

    /** Tells whether a provider has certainly taken it. */
    public boolean isAccepted() {
        return this == SENT || this == DELIVERED || this == BOUNCED || this == COMPLAINED;
    }

    /** Returns the written form, such as {@code in_doubt}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a status by its written form; empty when there is none such. */
    public static Optional<NotificationStatus> ofWord(String word) {
        for (NotificationStatus status : values()) {
            if (status.word().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
