package com.jkboat.notify.provider;

import com.jkboat.notify.message.Message;
import java.util.Optional;
import java.util.UUID;

/**
 * Hands messages of one channel to the outside.
 *
 * <p>Safe for any number of threads. Numbered rules, which the tests of a provider cite:
 *
 * <ul>
 *   <li>P-1: {@link #send} answers with a value for everything the outside does; it throws only for bugs.
 *   <li>P-2: an outcome other than Accepted and Unknown means the message was certainly not taken.
 *   <li>P-3: when bytes of the message may have left and no verdict came back, the outcome is Unknown, never anything
 *       that would let it be sent again.
 *   <li>P-4: every wait has a time limit; {@code send} returns within the sum of them.
 *   <li>P-5: one call sends to one recipient once; a provider never retries by itself where the message may have been
 *       taken.
 *   <li>P-6: no address, content or secret is in a detail, a log line or an exception.
 *   <li>P-7: the message carries the same Message-ID and X-Notification-Id however often it is sent.
 *   <li>P-8: a feature the provider lacks is a Rejected that names provider and feature, never left out in silence.
 *   <li>P-9: an interrupt ends the call early; the outcome then follows P-2 and P-3, and the flag stays set.
 *   <li>P-10: {@link #obstacle} sends nothing, and opens what it opens for itself alone.
 * </ul>
 *
 * @since 0.1
 */
public interface Provider<M extends Message> extends AutoCloseable {

    /** Returns the name it is configured under, such as {@code smtp}. */
    String name();

    /** Sends one message; blocks until there is a verdict, or the time limits have passed. */
    SendOutcome send(M message);

    /**
     * Asks the provider whether it took a notification's message, to settle a doubt.
     *
     * @return Accepted if it certainly did, Unavailable if it certainly did not; empty if it cannot tell, which is the
     *     answer unless overridden
     */
    default Optional<SendOutcome> lookup(UUID notificationId) {
        return Optional.empty();
    }

    /**
     * Looks whether messages could be sent now; for a person who asks, never on the way of a message.
     *
     * <p>Blocks as long as a call would until the first bytes of a message.
     *
     * @return what stands in the way, such as a server that is not there or refuses the log-in; empty if nothing does,
     *     or it cannot be told without sending, which is the answer unless overridden
     */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Returns how far its messages go; the guard against accidental mail lets local ones pass. */
    Reach reach();

    /** Frees connections; may be called more than once. Calls under way end within their time limits. */
    @Override
    void close();

    /** How far the messages of a provider go. */
    enum Reach {
        /** They stay on this machine. */
        LOCAL,
        /** They may reach people. */
        WORLD
    }
}
