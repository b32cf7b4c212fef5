package com.jkboat.notify.smtp;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import jakarta.mail.MessagingException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends e-mail by SMTP, over a few connections that are kept.
 *
 * <p>Safe for any number of threads; more than there are connections wait for one. A message is in doubt exactly when its
 * final dot may have left and no reply came back. An interrupt closes the connection under way, except while the name of
 * the server is looked up, which the system alone limits.
 *
 * @since 0.1
 */
public final class SmtpEmailProvider implements EmailProvider {

    private static final Logger log = LoggerFactory.getLogger(SmtpEmailProvider.class);

    private final SmtpOptions options;
    private final SmtpConnector connector;
    private final SmtpPool pool;

    /** Makes a provider; it connects with the first message. */
    public SmtpEmailProvider(SmtpOptions options, InstantSource clock) {
        this.options = options;
        this.connector = new SmtpConnector(options, clock);
        this.pool = new SmtpPool(connector, options.pool(), clock);
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
        byte[] bytes;
        try {
            bytes = MimeComposer.compose(message);
        } catch (IllegalArgumentException e) { // repeats no value
            return new Rejected(Reason.CONTENT, "the message cannot be composed: " + e.getMessage());
        }
        if (!pool.enter(options.timeouts().read())) {
            return new Unavailable(
                    Thread.currentThread().isInterrupted()
                            ? "interrupted before anything was sent"
                            : "no connection came free in time");
        }
        try {
            return sendPooled(message, bytes);
        } finally {
            pool.leave();
        }
    }

    /** Connects and logs in as for a message, over a connection that is closed again. */
    @Override
    public Optional<String> obstacle() {
        try {
            connector.open().close();
            return Optional.empty();
        } catch (NotConnectedException e) {
            return Optional.of(e.outcome()
                    .fold(new SendOutcome.Cases<>(
                            accepted -> accepted.providerMessageId(),
                            Rejected::detail,
                            Deferred::detail,
                            Throttled::detail,
                            Unavailable::detail,
                            Unknown::detail)));
        }
    }

    /** Closes the connections that wait for use; one that is in use closes after its message. */
    @Override
    public void close() {
        pool.close();
    }

    private SendOutcome sendPooled(EmailMessage message, byte[] bytes) {
        ReadyMessage ready = new ReadyMessage(
                connector.session(), message, bytes, options.envelopeFrom().orElse(message.from()));
        try {
            SmtpConnection connection = pool.take();
            SendOutcome outcome = send(connection.transport(), message, ready);
            if (connection.wasUsed() && connection.transport().wasDropped()) {
                log.debug("the server had dropped a kept connection, sending over a new one");
                connection.close();
                connection = pool.fresh();
                outcome = send(connection.transport(), message, ready);
            }
            giveBack(connection, outcome);
            return outcome;
        } catch (NotConnectedException e) {
            return e.outcome();
        }
    }

    /** From here on the connection may be another thread's. */
    private void giveBack(SmtpConnection connection, SendOutcome outcome) {
        boolean healthy = !(outcome instanceof Unavailable) && !(outcome instanceof Unknown);
        if (healthy && connection.transport().isUsable()) {
            pool.keep(connection);
        } else {
            connection.close();
        }
    }

    private SendOutcome send(PhasedTransport transport, EmailMessage message, ReadyMessage ready) {
        Optional<SendOutcome> impossible = impossible(transport, ready);
        if (impossible.isPresent()) {
            return impossible.get();
        }
        try {
            transport.send(ready, ReadyMessage.bare(message.to()));
        } catch (MessagingException e) {
            log.trace(
                    "the conversation ended at {} with {}",
                    transport.phase(),
                    e.getClass().getSimpleName());
        }
        return SmtpOutcomes.of(transport.phase(), transport.reply(), message.to());
    }

    /** Finds what the server said it cannot take, before anything of the message is sent. */
    private static Optional<SendOutcome> impossible(PhasedTransport transport, ReadyMessage ready) {
        if (ready.needsUtf8() && !transport.offers("SMTPUTF8")) {
            return Optional.of(new Rejected(
                    Reason.UNSUPPORTED, "smtp: the server does not offer SMTPUTF8, which an address needs"));
        }
        String limit = transport.getExtensionParameter("SIZE");
        boolean fits = limit == null || !limit.matches("[1-9][0-9]{0,17}") || Long.parseLong(limit) >= ready.size();
        return fits
                ? Optional.empty()
                : Optional.of(new Rejected(
                        Reason.CONTENT, "the message has " + ready.size() + " bytes, the server takes " + limit));
    }

    @Override
    public String toString() {
        return "SmtpEmailProvider[" + options.host() + ":" + options.port() + "]";
    }
}
