package com.jkboat.notify.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A complete e-mail to one recipient, ready to be composed and sent.
 *
 * <p>Immutable and safe to share. Everything that reaches a header is checked when the message is built: no control,
 * line-separating or bidirectional control character and no half of a surrogate pair gets in. {@link #toString()} prints ids only.
 *
 * @since 0.1
 */
public final class EmailMessage implements Message {

    /** The value of {@link #channel()} for every e-mail. */
    public static final String CHANNEL = "email";

    private final UUID notificationId;
    private final Instant date;
    private final EmailAddress from;
    private final EmailAddress to;
    private final Optional<EmailAddress> replyTo;
    private final String subject;
    private final String text;
    private final Optional<String> html;
    private final Optional<CalendarInvite> calendar;
    private final List<Attachment> attachments;
    private final Map<String, String> headers;

    private EmailMessage(Builder builder) {
        this.notificationId = builder.notificationId;
        this.date = builder.date;
        this.from = builder.from;
        this.to = builder.to;
        this.replyTo = builder.replyTo;
        this.subject = builder.subject;
        this.text = builder.text;
        this.html = builder.html;
        this.calendar = builder.calendar;
        this.attachments = List.copyOf(builder.attachments);
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
    }

    /**
     * Starts a message; sender and recipient are what no mail can do without.
     *
     * @param notificationId also becomes the local part of the Message-ID, so that every attempt carries the same one
     * @since 0.1
     */
    public static Builder builder(UUID notificationId, EmailAddress from, EmailAddress to) {
        return new Builder(notificationId, from, to);
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Override
    public UUID notificationId() {
        return notificationId;
    }

    /** Returns the Message-ID without angle brackets, {@code notificationId@domain-of-the-sender}. */
    public String messageId() {
        return notificationId + "@" + from.domain();
    }

    /** Returns the time for the Date header; the same on every attempt. */
    public Instant date() {
        return date;
    }

    public EmailAddress from() {
        return from;
    }

    public EmailAddress to() {
        return to;
    }

    public Optional<EmailAddress> replyTo() {
        return replyTo;
    }

    public String subject() {
        return subject;
    }

    /** Returns the plain text part; lines may end in LF or CR LF. */
    public String text() {
        return text;
    }

    public Optional<String> html() {
        return html;
    }

    public Optional<CalendarInvite> calendar() {
        return calendar;
    }

    public List<Attachment> attachments() {
        return attachments;
    }

    /** Returns the custom headers in the order they were added. */
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "EmailMessage[" + notificationId + "]";
    }

    /**
     * Collects the parts of a message; not safe for use by several threads.
     *
     * @since 0.1
     */
    public static final class Builder {

        private final UUID notificationId;
        private final EmailAddress from;
        private final EmailAddress to;
        private final List<Attachment> attachments = new ArrayList<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Instant date = Instant.EPOCH;
        private Optional<EmailAddress> replyTo = Optional.empty();
        private String subject = "";
        private String text = "";
        private Optional<String> html = Optional.empty();
        private Optional<CalendarInvite> calendar = Optional.empty();

        private Builder(UUID notificationId, EmailAddress from, EmailAddress to) {
            this.notificationId = Objects.requireNonNull(notificationId, "notificationId");
            this.from = Objects.requireNonNull(from, "from");
            this.to = Objects.requireNonNull(to, "to");
        }

        /** Sets the Date header; the epoch if never called, so that composing stays a pure function. */
        public Builder date(Instant time) {
            this.date = Objects.requireNonNull(time, "time");
            return this;
        }

        public Builder replyTo(EmailAddress address) {
            this.replyTo = Optional.of(address);
            return this;
        }

        /**
         * Sets the subject.
         *
         * @throws IllegalArgumentException if it holds control characters
         */
        public Builder subject(String line) {
            this.subject = HeaderText.check("subject", line);
            return this;
        }

        public Builder text(String body) {
            this.text = Objects.requireNonNull(body, "body");
            return this;
        }

        public Builder html(String body) {
            this.html = Optional.of(body);
            return this;
        }

        public Builder calendar(CalendarInvite invite) {
            this.calendar = Optional.of(invite);
            return this;
        }

        public Builder attach(Attachment attachment) {
            this.attachments.add(Objects.requireNonNull(attachment, "attachment"));
            return this;
        }

        /**
         * Adds a header the composer does not write itself, such as {@code Auto-Submitted}.
         *
         * @throws IllegalArgumentException if the name is reserved, not a header name or longer than 255 characters, or
         *     the value holds control characters
         */
        public Builder header(String name, String value) {
            this.headers.put(HeaderText.checkName(name), HeaderText.check("header " + name, value));
            return this;
        }

        /** Builds the message; the builder may be used further. */
        public EmailMessage build() {
            return new EmailMessage(this);
        }
    }
}
