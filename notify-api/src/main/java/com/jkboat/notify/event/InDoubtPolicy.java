package com.jkboat.notify.event;

/**
 * What to do when it is unknown whether a provider got a message.
 *
 * @since 0.1
 */
public enum InDoubtPolicy {
    /** Leave it in doubt until a person looks. Never twice, perhaps not at all. */
    HOLD,
    /** Send again under the same ids, so that mail clients can fold the two. Never lost, perhaps twice. */
    RESEND,
    /** Ask the provider first; hold when it cannot tell. The default. */
    ASK
}
