package com.jkboat.notify.mime;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailMessage;

/**
 * Turns an e-mail into the bytes of RFC 5322 and RFC 2045 in one pass.
 *
 * <p>A pure function: the same message gives the same bytes on every attempt, in every process. Safe for any number of
 * threads; nothing is shared and nothing is kept.
 *
 * <p>The shape follows what the message holds, innermost first:
 *
 * <ul>
 *   <li>{@code text/plain} alone;
 *   <li>{@code multipart/related} of the HTML and its inline images;
 *   <li>{@code multipart/alternative} of text, HTML and calendar, the richest last;
 *   <li>{@code multipart/mixed} of that, the calendar once more as {@code invite.ics}, and the attachments.
 * </ul>
 *
 * <p>Inline images of a message without HTML travel in the {@code multipart/mixed}.
 *
 * <p>Every byte is 7-bit ASCII, except in an address that is not ASCII itself: that one needs a server with SMTPUTF8.
 * No line is longer than 998 octets. Line ends in text, HTML and calendar become CR LF; halves of surrogate pairs
 * become U+FFFD. The last line is always ended, so a mail of text alone may gain a line end.
 *
 * @since 0.1
 */
public final class MimeComposer {

    /** Room for headers and part headers of a usual mail; more grows by itself. */
    private static final int HEADER_ROOM = 2048;

    private MimeComposer() {}

    /**
     * Composes the whole message, headers and body, with lines ended by CR LF.
     *
     * <p>Does not block. The result is as large as the message on the wire, before dot-stuffing.
     *
     * @return a new array, the caller's to keep
     * @throws IllegalArgumentException if a value cannot be written safely into a header, the date has no four-digit
     *     year from 1900 on, or the result would pass 2 GB; the exception does not repeat the value
     * @since 0.1
     */
    public static byte[] compose(EmailMessage message) {
        ByteSink out = new ByteSink(expectedSize(message));
        MessageHeaders.write(message, out);
        new BodyWriter(message, out).write();
        return out.toByteArray();
    }

    private static int expectedSize(EmailMessage message) {
        long size = HEADER_ROOM + textSize(message.text());
        size += message.html().map(MimeComposer::textSize).orElse(0L);
        size += message.calendar()
                .map(invite -> 3 * textSize(invite.iCalendar()))
                .orElse(0L);
        for (Attachment attachment : message.attachments()) {
            size += Base64Lines.size(attachment.content().remaining()) + HEADER_ROOM / 4;
        }
        return (int) Math.min(size, Integer.MAX_VALUE / 2);
    }

    /** Mostly ASCII text grows by some percent; text of other scripts makes the buffer grow once more. */
    private static long textSize(String text) {
        return 9L * text.length() / 8;
    }
}
