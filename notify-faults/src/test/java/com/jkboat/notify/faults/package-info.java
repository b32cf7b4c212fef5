/**
 * Proves by real faults that nothing is lost and nothing is sent twice in silence.
 *
 * <p>Worker processes that run the real client are killed, stopped and cut off; a {@link
 * com.jkboat.notify.faults.Ledger} then compares what was accepted with the record, the queue and the provider's own log.
 */
@NullMarked
package com.jkboat.notify.faults;

import org.jspecify.annotations.NullMarked;
