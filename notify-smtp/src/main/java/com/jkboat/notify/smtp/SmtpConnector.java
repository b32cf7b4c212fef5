package com.jkboat.notify.smtp;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.SocketFetcher;

/** Opens connections as the options say, TLS and log-in included; safe for any number of threads. */
final class SmtpConnector implements SmtpPool.Opener {

    private static final String PREFIX = "mail.smtp";

    private final SmtpOptions options;
    private final InstantSource clock;
    private final SmtpSockets sockets;
    private final Session session;

    SmtpConnector(SmtpOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.sockets = new SmtpSockets(options, InetAddress::getAllByName);
        this.session = Session.getInstance(properties(options));
    }

    /** Returns what every message over these connections belongs to in Jakarta Mail. */
    Session session() {
        return session;
    }

    @Override
    public SmtpConnection open() throws NotConnectedException {
        PhasedTransport transport = new PhasedTransport(session, login());
        Socket socket = socket();
        try {
            transport.setLocalHost(options.helo().orElseGet(() -> SmtpSockets.literal(socket)));
            transport.connect(socket);
            return new SmtpConnection(transport, clock.instant());
        } catch (MessagingException e) {
            closeQuietly(socket);
            throw new NotConnectedException(outcome(transport, e), e);
        }
    }

    private Optional<SmtpLogin> login() throws NotConnectedException {
        if (options.credentials().isEmpty()) {
            return Optional.empty();
        }
        SmtpCredentials credentials = options.credentials().get();
        try {
            return Optional.of(new SmtpLogin(
                    credentials.user(),
                    Objects.requireNonNull(credentials.secret().get(), "secret")));
        } catch (RuntimeException e) { // code of the application
            String cause = e.getClass().getSimpleName();
            throw new NotConnectedException(new Unavailable("the secret to log in with is not to be had: " + cause), e);
        }
    }

    private Socket socket() throws NotConnectedException {
        try {
            Socket plain = sockets.connect();
            return options.security() == SmtpSecurity.TLS ? secured(plain) : plain;
        } catch (IOException e) {
            throw new NotConnectedException(outcome(SmtpPhase.CONNECT, e), e);
        }
    }

    private Socket secured(Socket plain) throws IOException {
        try {
            return SocketFetcher.startTLS(plain, options.host(), session.getProperties(), PREFIX);
        } catch (IOException e) {
            closeQuietly(plain);
            throw e;
        }
    }

    private SendOutcome outcome(PhasedTransport transport, MessagingException e) {
        Optional<SmtpReply> refusal = transport.reply().filter(reply -> !reply.isPositive());
        if (refusal.isPresent()) {
            return SmtpOutcomes.ofRefusal(transport.phase(), refusal.get());
        }
        if (transport.phase() == SmtpPhase.HELLO && transport.reply().isPresent()) {
            return new Unavailable(
                    e instanceof AuthenticationFailedException
                            ? "the server offers none of the ways to log in that we may use"
                            : "the server offers no STARTTLS, which is required");
        }
        return outcome(transport.phase(), innermost(e));
    }

    private static Exception innermost(MessagingException e) {
        Exception next = e.getNextException();
        if (next instanceof MessagingException inner) {
            return innermost(inner);
        }
        return next == null ? e : next;
    }

    private Unavailable outcome(SmtpPhase phase, Exception cause) {
        String server = options.host() + ":" + options.port();
        String name = cause.getClass().getSimpleName();
        if (cause instanceof SSLException) {
            return new Unavailable("no TLS with " + server
                    + "; is its certificate valid, trusted and made out to this name? (" + name + ")");
        }
        return new Unavailable(
                phase == SmtpPhase.CONNECT
                        ? "no connection to " + server + " (" + name + ")"
                        : "the connection to " + server + " was lost at " + phase + " (" + name + ")");
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it never came to be used
        }
    }

    private static Properties properties(SmtpOptions options) {
        Properties properties = new Properties();
        put(properties, "ssl.protocols", "TLSv1.3 TLSv1.2");
        put(properties, "ssl.checkserveridentity", true);
        put(properties, "starttls.enable", options.security() == SmtpSecurity.STARTTLS);
        put(properties, "starttls.required", options.security() == SmtpSecurity.STARTTLS);
        put(properties, "auth", options.credentials().isPresent());
        options.credentials()
                .ifPresent(
                        login -> put(properties, "auth.mechanisms", login.auth().mechanisms()));
        put(properties, "quitwait", false);
        properties.put("mail.mime.allowutf8", "true"); // where a message needs it, see PhasedTransport
        options.sslContext()
                .ifPresent(context -> properties.put(PREFIX + ".ssl.socketFactory", context.getSocketFactory()));
        return properties;
    }

    private static void put(Properties properties, String name, Object value) {
        properties.put(PREFIX + "." + name, value.toString());
    }
}
