package com.jkboat.notify.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that knows how far it has come, which decides what a lost answer means.
 *
 * <p>For one thread at a time, like every transport of Jakarta Mail.
 */
final class PhasedTransport extends SMTPTransport {

    private SmtpPhase phase = SmtpPhase.CONNECT;
    private volatile boolean open;
    private boolean heard;

    PhasedTransport(Session session) {
        super(session, null);
    }

    SmtpPhase phase() {
        return phase;
    }

    /** Says that a message follows: what failed before it does not count for it. */
    void begin() {
        phase = SmtpPhase.MAIL;
        heard = false;
    }

    /** Finds what the server answered in a failure of the message that was begun. */
    Optional<SmtpReply> replyIn(MessagingException failure) {
        Optional<SmtpReply> reply = reply(failure);
        heard = reply.isPresent();
        return reply;
    }

    /** Tells whether the server said anything since {@link #begin}; else a kept connection had been dropped before. */
    boolean heardAnything() {
        return heard;
    }

    /** Tells whether the connection is still thought to be open; unlike {@code isConnected} it asks nobody. */
    boolean isOpen() {
        return open;
    }

    @Override
    protected synchronized void setConnected(boolean connected) {
        open = connected;
        super.setConnected(connected);
    }

    @Override
    protected void mailFrom() throws MessagingException {
        phase = SmtpPhase.MAIL;
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        phase = SmtpPhase.RCPT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        phase = SmtpPhase.DATA;
        OutputStream out = super.data();
        phase = SmtpPhase.BODY;
        return out;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        phase = SmtpPhase.DOT;
        super.finishData();
    }

    private static Optional<SmtpReply> reply(MessagingException failure) {
        for (@Nullable Exception e = failure; e != null; e = next(e)) {
            if (e instanceof SMTPAddressFailedException it) {
                return definite(it.getReturnCode(), String.valueOf(it.getMessage()));
            }
            if (e instanceof SMTPSenderFailedException it) {
                return definite(it.getReturnCode(), String.valueOf(it.getMessage()));
            }
            if (e instanceof SMTPSendFailedException it && it.getNextException() == null) {
                return definite(it.getReturnCode(), String.valueOf(it.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static @Nullable Exception next(Exception e) {
        return e instanceof MessagingException failure ? failure.getNextException() : null;
    }

    private static Optional<SmtpReply> definite(int code, String lines) {
        return Optional.of(SmtpReply.of(code, lines)).filter(SmtpReply::isDefinite);
    }
}
