/**
 * The trade of boat tours: its events, the notifications they owe, and the mails for them.
 *
 * <p>An application adds {@code BookingDomain} to the client and publishes {@code BookingCreated} and its siblings. It is
 * one trade of many: nothing in the engine knows it.
 *
 * <p>Applications in other languages write the same fields as JSON. Beside those that must be there, events may hold:
 *
 * <ul>
 *   <li>{@code locale}, {@code timeZone} (of the place the tour leaves from), {@code customerPhone}
 *   <li>{@code meetingPoint}, one line; {@code goodToKnow}, several lines: what to bring, when to be there
 *   <li>in an update {@code previous}, the fields as they were, for the mail to tell what changed
 *   <li>in a cancellation the fields of the tour, {@code currency}, and {@code refundNote}, several lines: how and when
 *       the refund is paid
 *   <li>fields of the application's own, which templates of its own can show
 * </ul>
 *
 * <p>The mails promise nothing by themselves: what is not in the event or in the brand is not said.
 */
@NullMarked
package com.jkboat.notify.booking;

import org.jspecify.annotations.NullMarked;
