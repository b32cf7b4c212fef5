package com.jkboat.notify.smtp;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.config.SettingsSection;
import com.jkboat.notify.message.EmailAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@link SmtpOptions}; every problem is reported to the section's reader, under its full key. */
final class SmtpSettings {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    private final SettingsSection section;

    SmtpSettings(SettingsSection section) {
        this.section = section;
    }

    SmtpOptions read() {
        String host = host();
        SmtpSecurity security = security(host);
        int port = section.integer("port", security == SmtpSecurity.TLS ? SUBMISSIONS : SUBMISSION, 1, 65535);
        return new SmtpOptions(
                host,
                port,
                security,
                credentials(),
                timeouts(),
                pool(),
                section.value("helo", SmtpOptions::checkHelo, "must be a host name or an address literal"),
                section.value("envelope-from", EmailAddress::parse, "must be an e-mail address"),
                section.value("trusted-certificates", TrustedCertificates::in, "must be a file of PEM certificates"));
    }

    /** A host that cannot be used is reported and answered by one that keeps the other checks going. */
    private String host() {
        String host = section.required("host");
        if (host.chars().anyMatch(c -> c <= ' ')) {
            section.report("host", "must be a name or an address without white space");
            return "localhost";
        }
        return host.isEmpty() ? "localhost" : host;
    }

    private SmtpSecurity security(String host) {
        SmtpSecurity security = section.choice("security", SmtpOptions.defaultSecurity(host));
        if (security == SmtpSecurity.PLAIN && !Loopback.is(host)) {
            section.report("security", SmtpOptions.PLAIN_RULE + ", but was \"plain\"");
            return SmtpSecurity.STARTTLS;
        }
        return security;
    }

    private Optional<SmtpCredentials> credentials() {
        Optional<String> user = section.text("user");
        Optional<Supplier<Secret>> password = section.changingSecret("password");
        SmtpAuth auth = section.choice("auth", SmtpAuth.AUTO);
        if (user.isPresent() && section.text("password").isEmpty()) {
            section.report("password", "must be set, as there is a user");
        }
        if (user.isEmpty() && password.isPresent()) {
            section.report("user", "must be set, as there is a password");
        }
        return user.flatMap(name -> password.map(secret -> new SmtpCredentials(name, secret, auth)));
    }

    private SmtpTimeouts timeouts() {
        SmtpTimeouts defaults = SmtpTimeouts.DEFAULT;
        return new SmtpTimeouts(
                wait("connect-timeout", defaults.connect()),
                wait("read-timeout", defaults.read()),
                wait("write-timeout", defaults.write()));
    }

    private Duration wait(String name, Duration byDefault) {
        Duration limit = section.duration(name, byDefault);
        if (limit.compareTo(SmtpTimeouts.LONGEST) > 0) {
            section.report(name, "must be at most 24h, but was " + limit);
            return byDefault;
        }
        return limit;
    }

    private SmtpPoolLimits pool() {
        SmtpPoolLimits defaults = SmtpPoolLimits.DEFAULT;
        return new SmtpPoolLimits(
                section.integer("connections", defaults.connections(), 1, 1000),
                section.duration("idle", defaults.idle()),
                section.integer("messages-per-connection", defaults.messagesPerConnection(), 1, 1_000_000));
    }
}
