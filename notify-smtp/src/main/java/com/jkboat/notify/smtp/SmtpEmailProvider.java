package com.jkboat.notify.smtp;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends e-mail by SMTP, over a few connections that are kept.
 *
 * <p>Safe for any number of threads; more than there are connections wait for one. A message is in doubt exactly when its
 * final dot may have left and no reply came back.
 *
 * @since 0.1
 */
public final class SmtpEmailProvider implements EmailProvider {

    private static final String UTF8 = "SMTPUTF8";

    private final SmtpOptions options;
    private final SmtpSession ascii;
    private final SmtpSession utf8;
    private final SmtpPool pool;

    /** Makes a provider; it connects with the first message. */
    public SmtpEmailProvider(SmtpOptions options, InstantSource clock) {
        this.options = options;
        this.ascii = SmtpSession.ascii(options, clock);
        this.utf8 = SmtpSession.utf8(options, clock);
        this.pool = new SmtpPool(ascii, options.pool(), clock);
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public Reach reach() {
        return options.isLocal() ? Reach.LOCAL : Reach.WORLD;
    }

    @Override
    public SendOutcome send(EmailMessage message) {
        byte[] bytes = MimeComposer.compose(message);
        if (!pool.enter(options.timeouts().read().toMillis())) {
            return new Unavailable("no connection came free in time");
        }
        try {
            return message.to().isAscii() && sender(message).isAscii()
                    ? sendKept(message, bytes)
                    : sendUtf8(message, bytes);
        } finally {
            pool.leave();
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private SendOutcome sendKept(EmailMessage message, byte[] bytes) {
        SmtpConnection connection;
        try {
            connection = pool.take();
        } catch (MessagingException e) {
            return notConnected(e);
        }
        boolean wasUsed = connection.wasUsed();
        SendOutcome outcome = sendOver(connection, ascii, message, bytes);
        boolean stale = wasUsed
                && outcome instanceof Unavailable
                && connection.transport().phase() == SmtpPhase.MAIL
                && !connection.transport().heardAnything();
        return stale ? sendAnew(message, bytes) : outcome;
    }

    /** A kept connection the server had dropped: it said nothing, so certainly nothing was sent. */
    private SendOutcome sendAnew(EmailMessage message, byte[] bytes) {
        try {
            return sendOver(pool.fresh(), ascii, message, bytes);
        } catch (MessagingException e) {
            return notConnected(e);
        }
    }

    private SendOutcome sendUtf8(EmailMessage message, byte[] bytes) {
        try {
            SmtpConnection connection = utf8.open();
            try {
                return connection.transport().supportsExtension(UTF8)
                        ? send(connection, utf8, message, bytes)
                        : new Rejected(
                                Rejected.Reason.UNSUPPORTED,
                                "smtp: the server does not offer SMTPUTF8, which this address needs");
            } finally {
                connection.close();
            }
        } catch (MessagingException e) {
            return notConnected(e);
        }
    }

    private SendOutcome sendOver(SmtpConnection connection, SmtpSession session, EmailMessage message, byte[] bytes) {
        SendOutcome outcome = send(connection, session, message, bytes);
        boolean fit = !(outcome instanceof Unavailable) && !(outcome instanceof Unknown);
        if (fit && connection.transport().isOpen()) {
            pool.keep(connection);
        } else {
            connection.close();
        }
        return outcome;
    }

    private SendOutcome send(SmtpConnection connection, SmtpSession session, EmailMessage message, byte[] bytes) {
        PhasedTransport transport = connection.transport();
        Optional<SendOutcome> tooLarge = tooLarge(transport, bytes.length);
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        try {
            InternetAddress from = internetAddress(sender(message));
            InternetAddress to = internetAddress(message.to());
            transport.begin();
            transport.sendMessage(new ReadyMessage(session.session(), bytes, from), new Address[] {to});
            return new Accepted(QueueId.in(
                    SmtpReply.of(250, transport.getLastServerResponse()).text()));
        } catch (MessagingException e) {
            return SmtpOutcomes.of(transport.phase(), transport.replyIn(e), message.to());
        }
    }

    private static Optional<SendOutcome> tooLarge(PhasedTransport transport, int size) {
        String limit = transport.getExtensionParameter("SIZE");
        if (limit == null || !limit.matches("[1-9][0-9]{0,17}") || Long.parseLong(limit) >= size) {
            return Optional.empty();
        }
        return Optional.of(
                new Rejected(Rejected.Reason.CONTENT, "the message has " + size + " bytes, the server takes " + limit));
    }

    private SendOutcome notConnected(MessagingException e) {
        if (e instanceof AuthenticationFailedException) {
            return new Unavailable("the server refuses the log-in; are user and password right?");
        }
        Throwable cause = Optional.<Throwable>ofNullable(e.getNextException()).orElse(e);
        return new Unavailable("no connection to " + options.host() + ":" + options.port() + " ("
                + cause.getClass().getSimpleName() + ")");
    }

    private EmailAddress sender(EmailMessage message) {
        return options.envelopeFrom().orElse(message.from());
    }

    private static InternetAddress internetAddress(EmailAddress address) throws AddressException {
        InternetAddress bare = new InternetAddress();
        bare.setAddress(address.address());
        return bare;
    }

    @Override
    public String toString() {
        return "SmtpEmailProvider[" + options.host() + ":" + options.port() + "]";
    }
}
