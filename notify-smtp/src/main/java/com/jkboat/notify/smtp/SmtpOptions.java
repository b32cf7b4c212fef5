package com.jkboat.notify.smtp;

import com.jkboat.notify.config.SettingsSection;
import com.jkboat.notify.message.EmailAddress;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where and how to speak SMTP; everything but the host has a default.
 *
 * @param host name or address of the server
 * @param port 1 to 65535
 * @param security must keep the connection private unless the host is this machine
 * @param credentials who to log in as; none means no login
 * @param helo how we introduce ourselves, a name that resolves to us; the address of our end if left out
 * @param envelopeFrom where bounces go; the From address of each message if left out
 * @param sslContext whom to trust, and who we are; the JVM's own if left out. The name in the certificate is checked in any
 *     case
 * @since 0.1
 */
public record SmtpOptions(
        String host,
        int port,
        SmtpSecurity security,
        Optional<SmtpCredentials> credentials,
        SmtpTimeouts timeouts,
        SmtpPoolLimits pool,
        Optional<String> helo,
        Optional<EmailAddress> envelopeFrom,
        Optional<SSLContext> sslContext) {

    static final String PLAIN_RULE =
            "must be starttls or tls unless the host is this machine (localhost, 127.x.x.x, ::1)";

    public SmtpOptions {
        if (host.isBlank() || host.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("host must be a name or an address without white space");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be from 1 to 65535, but was: " + port);
        }
        if (security == SmtpSecurity.PLAIN && !Loopback.is(host)) {
            throw new IllegalArgumentException("security " + PLAIN_RULE + ", but was: plain");
        }
        helo.ifPresent(SmtpOptions::checkHelo);
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(envelopeFrom, "envelopeFrom");
        Objects.requireNonNull(sslContext, "sslContext");
    }

    /** Makes options with all defaults: STARTTLS, or no TLS where the host is this machine; no login. */
    public static SmtpOptions of(String host, int port) {
        return new SmtpOptions(
                host,
                port,
                defaultSecurity(host),
                Optional.empty(),
                SmtpTimeouts.DEFAULT,
                SmtpPoolLimits.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Reads options from settings; what cannot be used is reported to the section's reader and answered by a default.
     *
     * <p>Names and defaults: {@code host} (required), {@code port} (587; 465 with tls), {@code security} (starttls; plain
     * where the host is this machine), {@code user}, {@code password} (itself, or {@code env:}, {@code file:}),
     * {@code auth} (auto), {@code connect-timeout} (5s), {@code read-timeout} (60s), {@code write-timeout} (30s),
     * {@code connections} (4), {@code idle} (60s), {@code messages-per-connection} (100), {@code helo},
     * {@code envelope-from}, {@code trusted-certificates} (a file of PEM certificates, trusted in the place of the JVM's).
     */
    public static SmtpOptions from(SettingsSection section) {
        return new SmtpSettings(section).read();
    }

    /** Returns options with this security. */
    public SmtpOptions withSecurity(SmtpSecurity mode) {
        return new SmtpOptions(host, port, mode, credentials, timeouts, pool, helo, envelopeFrom, sslContext);
    }

    /** Returns options that log in. */
    public SmtpOptions withCredentials(SmtpCredentials login) {
        return new SmtpOptions(
                host, port, security, Optional.of(login), timeouts, pool, helo, envelopeFrom, sslContext);
    }

    /** Returns options with these limits of waiting. */
    public SmtpOptions withTimeouts(SmtpTimeouts limits) {
        return new SmtpOptions(host, port, security, credentials, limits, pool, helo, envelopeFrom, sslContext);
    }

    /** Returns options with these limits of the pool. */
    public SmtpOptions withPool(SmtpPoolLimits limits) {
        return new SmtpOptions(host, port, security, credentials, timeouts, limits, helo, envelopeFrom, sslContext);
    }

    /** Returns options that send bounces to this address. */
    public SmtpOptions withEnvelopeFrom(EmailAddress address) {
        return new SmtpOptions(
                host, port, security, credentials, timeouts, pool, helo, Optional.of(address), sslContext);
    }

    /** Returns options that introduce us by this name. */
    public SmtpOptions withHelo(String name) {
        return new SmtpOptions(
                host, port, security, credentials, timeouts, pool, Optional.of(name), envelopeFrom, sslContext);
    }

    /** Returns options that trust, and show as ours, what this context does. */
    public SmtpOptions withSslContext(SSLContext context) {
        return new SmtpOptions(
                host, port, security, credentials, timeouts, pool, helo, envelopeFrom, Optional.of(context));
    }

    /** Tells whether the server is on this machine. */
    public boolean isLocal() {
        return Loopback.is(host);
    }

    static SmtpSecurity defaultSecurity(String host) {
        return Loopback.is(host) ? SmtpSecurity.PLAIN : SmtpSecurity.STARTTLS;
    }

    static String checkHelo(String name) {
        if (!name.matches("[A-Za-z0-9.:\\[\\]_-]{1,255}")) {
            throw new IllegalArgumentException("helo must be a host name or an address literal");
        }
        return name;
    }

    @Override
    public String toString() {
        return "SmtpOptions[" + host + ":" + port + ", " + security + "]";
    }
}
