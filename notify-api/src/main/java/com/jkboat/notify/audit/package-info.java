/**
 * The audit SPI: the record of every notification, and the gate that lets each be sent once.
 *
 * <p>Called by the claim and record steps of the engine and by everything that asks questions. Rules are numbered A-n
 * and tested by {@code AuditStoreContract} of notify-testkit.
 */
@NullMarked
package com.jkboat.notify.audit;

import org.jspecify.annotations.NullMarked;
