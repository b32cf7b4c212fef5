/**
 * Stand-ins for the mail providers that speak HTTP: they take what the real ones take, and fail on command.
 *
 * <p>Each listens on the loopback address and speaks its provider's wire format. What it took is kept as
 * {@link com.jkboat.notify.testkit.provider.TakenEmail}, also where the answer was lost, so that it can be compared with
 * what an application has on record.
 */
@NullMarked
package com.jkboat.notify.testkit.http;

import org.jspecify.annotations.NullMarked;
