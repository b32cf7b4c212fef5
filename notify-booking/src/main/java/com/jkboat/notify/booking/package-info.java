/**
 * The trade of boat tours: its events, the notifications they owe, and the mails for them.
 *
 * <p>An application adds {@code BookingDomain} to the client and publishes {@code BookingCreated} and its siblings. It is
 * one trade of many: nothing in the engine knows it.
 */
@NullMarked
package com.jkboat.notify.booking;

import org.jspecify.annotations.NullMarked;
