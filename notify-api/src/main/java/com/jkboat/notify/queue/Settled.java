package com.jkboat.notify.queue;

/**
 * What became of a settlement or an extension.
 *
 * @since 0.1
 */
public enum Settled {
    /** It was carried out. */
    DONE,
    /** The lease had ended; nothing was changed, and somebody else may have the message. */
    LOST
}
