package com.jkboat.notify.smtp;

import com.jkboat.notify.config.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;

/** Opens connections as the options say: TLS, log-in and every time limit set. */
final class SmtpSession implements SmtpPool.Opener {

    private final SmtpOptions options;
    private final InstantSource clock;
    private final Session session;

    /** @param properties what Jakarta Mail is told, see {@link #properties} */
    private SmtpSession(SmtpOptions options, InstantSource clock, Properties properties) {
        this.options = options;
        this.clock = clock;
        this.session = Session.getInstance(properties);
    }

    /** Makes a session whose mails and addresses are ASCII. */
    static SmtpSession ascii(SmtpOptions options, InstantSource clock) {
        return new SmtpSession(options, clock, properties(options));
    }

    /** Makes a session that asks for SMTPUTF8; only for addresses that need it, as relays may lack it. */
    static SmtpSession utf8(SmtpOptions options, InstantSource clock) {
        Properties properties = properties(options);
        properties.put("mail.mime.allowutf8", "true");
        return new SmtpSession(options, clock, properties);
    }

    Session session() {
        return session;
    }

    @Override
    public SmtpConnection open() throws MessagingException {
        PhasedTransport transport = new PhasedTransport(session);
        if (options.credentials().isPresent()) {
            SmtpCredentials login = options.credentials().get();
            Secret secret = login.secret().get();
            transport.connect(options.host(), options.port(), login.user(), secret.reveal());
        } else {
            transport.connect(options.host(), options.port(), null, null);
        }
        return new SmtpConnection(transport, clock.instant());
    }

    private static Properties properties(SmtpOptions options) {
        Properties properties = new Properties();
        put(properties, "connectiontimeout", millis(options.timeouts().connect()));
        put(properties, "timeout", millis(options.timeouts().read()));
        put(properties, "writetimeout", millis(options.timeouts().write()));
        put(properties, "ssl.enable", options.security() == SmtpSecurity.TLS);
        put(properties, "ssl.protocols", "TLSv1.3 TLSv1.2");
        put(properties, "ssl.checkserveridentity", true);
        put(properties, "starttls.enable", options.security() == SmtpSecurity.STARTTLS);
        put(properties, "starttls.required", options.security() == SmtpSecurity.STARTTLS);
        put(properties, "auth", options.credentials().isPresent());
        options.credentials()
                .ifPresent(
                        login -> put(properties, "auth.mechanisms", login.auth().mechanisms()));
        put(properties, "quitwait", false);
        put(properties, "sendpartial", false);
        options.helo().ifPresent(name -> put(properties, "localhost", name));
        put(properties, "socketFactory.fallback", false);
        properties.put("mail.smtp.socketFactory", new NoDelaySockets());
        return properties;
    }

    private static void put(Properties properties, String name, Object value) {
        properties.put("mail.smtp." + name, value.toString());
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }
}
