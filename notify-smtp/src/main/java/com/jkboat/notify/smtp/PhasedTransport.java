package com.jkboat.notify.smtp;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.OutputStream;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that knows how far it has come and what was answered there; together they say what became of a message.
 *
 * <p>The exceptions of Jakarta Mail do not: one of a lost connection looks the same before and after the final dot, and a
 * RSET that fails hides the verdict before it. So every reply is noted where it is read.
 *
 * <p>For one thread at a time, like every transport of Jakarta Mail.
 */
final class PhasedTransport extends SMTPTransport {

    private static final String UTF8 = "SMTPUTF8";
    private static final int CLOSING = 421;

    private final Optional<SmtpLogin> login;
    private SmtpPhase phase = SmtpPhase.CONNECT;
    private Optional<SmtpReply> reply = Optional.empty();
    private boolean noting = true;
    private boolean secured;
    private boolean asksForUtf8 = true;
    private boolean open;

    PhasedTransport(Session session, Optional<SmtpLogin> login) {
        super(session, null);
        this.login = login;
    }

    /** Returns the phase that was reached last; clearing up afterwards counts as none. */
    SmtpPhase phase() {
        return phase;
    }

    /** Returns what the server answered in that phase; empty if nothing came, or nothing that is an SMTP reply. */
    Optional<SmtpReply> reply() {
        return reply;
    }

    /** Tells whether another message can follow: the connection is open, and the server did not say it is closing. */
    boolean isUsable() {
        return open && reply.filter(it -> it.code() != CLOSING).isPresent();
    }

    /** Tells whether the server gave the connection up before it looked at the message. */
    boolean wasDropped() {
        return phase == SmtpPhase.MAIL && reply.map(it -> it.code() == CLOSING).orElse(true);
    }

    boolean offers(String extension) {
        return getExtensionParameter(extension) != null;
    }

    /** Sends a message; how that ended is told by phase and reply, with or without an exception. */
    void send(ReadyMessage message, InternetAddress to) throws MessagingException {
        phase = SmtpPhase.MAIL;
        reply = Optional.empty();
        asksForUtf8 = message.needsUtf8();
        sendMessage(message, new Address[] {to});
    }

    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (login.isEmpty()) {
            return super.protocolConnect(host, port, null, null);
        }
        boolean connected = super.protocolConnect(
                host, port, login.get().user(), login.get().secret().reveal());
        if (phase != SmtpPhase.AUTH) { // Jakarta Mail goes on without, where the server offers no login at all
            throw new AuthenticationFailedException("no login is offered");
        }
        return connected;
    }

    /** Goes on without extensions only where a server may not know EHLO: after TLS, what came in clear would still count. */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        boolean understood = super.ehlo(domain);
        boolean refusedForNow = reply.filter(it -> it.code() < 500).isPresent();
        if (!understood && (secured || refusedForNow)) {
            throw new MessagingException("EHLO is refused");
        }
        return understood;
    }

    @Override
    protected void startTLS() throws MessagingException {
        super.startTLS();
        secured = true;
    }

    /** Asked before SMTPUTF8 is added to MAIL: only messages that need it say so, as relays further on may lack it. */
    @Override
    public boolean supportsExtension(String extension) {
        return extension.equals(UTF8) ? asksForUtf8 : super.supportsExtension(extension);
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream out = super.data();
        phase = SmtpPhase.BODY;
        reply = Optional.empty();
        return out;
    }

    /** Every command of a phase passes here, the final dot included, before its first byte leaves. */
    @Override
    protected void sendCommand(String command) throws MessagingException {
        Optional<SmtpPhase> next = SmtpPhase.begunBy(command);
        noting = next.isPresent();
        if (next.isPresent()) {
            phase = next.get();
            reply = Optional.empty();
        }
        super.sendCommand(command);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        if (!noting) {
            return super.readServerResponse();
        }
        reply = Optional.empty();
        int code = super.readServerResponse();
        reply = Optional.of(SmtpReply.of(code, getLastServerResponse())).filter(SmtpReply::isDefinite);
        return code;
    }

    @Override
    protected synchronized void setConnected(boolean connected) {
        open = connected;
        super.setConnected(connected);
    }
}
