package com.jkboat.notify.testkit.provider;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;

/**
 * What the outside can do to a provider, and what the provider may then answer.
 *
 * @since 0.1
 */
public enum ProviderTrouble {
    /** Nobody is there, or the connection is refused; nothing of the message leaves. */
    UNREACHABLE,
    /** The outside says nothing, long before it could have taken the message. */
    SILENT,
    /** The outside goes away when the message has begun to arrive. */
    BREAKS_OFF,
    /** The outside takes the message and goes away without an answer. */
    LOSES_ANSWER,
    /** The outside takes the message and then says nothing. */
    SILENT_AFTER_TAKING,
    /** The outside refuses the recipient for good, and repeats the address in its words. */
    REFUSES_ADDRESS,
    /** The outside does not want this message now, and repeats the address in its words. */
    ASKS_FOR_LATER,
    /** The outside wants fewer messages from us. */
    ASKS_FOR_SLOWER;

    /** Tells whether this outcome is a right answer to the trouble. */
    public boolean allows(SendOutcome outcome) {
        return switch (this) {
            case UNREACHABLE -> outcome instanceof Unavailable;
            case SILENT, BREAKS_OFF -> outcome instanceof Unavailable || outcome instanceof Unknown;
            case LOSES_ANSWER, SILENT_AFTER_TAKING -> outcome instanceof Unknown;
            case REFUSES_ADDRESS -> outcome instanceof Rejected;
            case ASKS_FOR_LATER -> outcome instanceof Deferred;
            case ASKS_FOR_SLOWER -> outcome instanceof Throttled;
        };
    }
}
