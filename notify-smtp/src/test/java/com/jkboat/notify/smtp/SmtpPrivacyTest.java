package com.jkboat.notify.smtp;

import static com.jkboat.notify.smtp.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** P-6: every failure there is, all loggers of ours at TRACE, and not a word about anybody. */
class SmtpPrivacyTest {

    private static final String SECRET = "s3cret-passphrase";

    private final ch.qos.logback.classic.Logger logger =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("com.jkboat.notify");
    private final ListAppender<ILoggingEvent> ours = new ListAppender<>();
    private final List<String> ofJakartaMail = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            ofJakartaMail.add(line.getLevel() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        ours.start();
        logger.addAppender(ours);
        logger.setLevel(Level.TRACE);
        logger.setAdditive(false);
        java.util.logging.Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(ours);
        logger.setLevel(null);
        logger.setAdditive(true);
        java.util.logging.Logger.getLogger("").removeHandler(handler);
    }

    @Test
    void saysNothingAboutAnybodyWhateverHappens() {
        StringBuilder said = new StringBuilder();
        try (ScriptedSmtpServer server =
                        ScriptedSmtpServer.configure().user("notify", SECRET).start();
                SmtpEmailProvider provider = provider(server)) {
            said.append(provider.send(message())).append(provider);
            for (SmtpStep step : SmtpStep.values()) {
                for (SmtpReaction reaction : List.of(
                        SmtpReaction.replyThenClose(550, "5.1.1 anna.lind@example.org (anna.lind) " + SECRET + "?"),
                        SmtpReaction.reply(451, "4.2.0 <anna.lind@example.org> booking BK4711"),
                        SmtpReaction.close())) {
                    server.once(step, reaction);
                    said.append(provider.send(message())).append('\n');
                    server.behave();
                }
            }
        }
        ours.list.forEach(event -> said.append(event.getFormattedMessage()).append(event.getThrowableProxy()));

        assertThat(ours.list).isNotEmpty();
        assertThat(said.toString()).doesNotContainIgnoringCase("anna").doesNotContain("notify/");
        assertThat(ofJakartaMail).isEmpty();
    }

    private static SmtpEmailProvider provider(ScriptedSmtpServer server) {
        SmtpOptions options = Mails.to(server.port()).withCredentials(SmtpCredentials.of("notify", Secret.of(SECRET)));
        return new SmtpEmailProvider(options, MutableClock.create());
    }

    private static EmailMessage message() {
        return mail(EmailAddress.of("jk@example.com", "Anna's boats"), "anna.lind@example.org")
                .subject("Booking of Anna Lind")
                .build();
    }
}
