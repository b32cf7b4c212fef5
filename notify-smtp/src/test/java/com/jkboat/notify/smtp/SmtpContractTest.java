package com.jkboat.notify.smtp;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.provider.EmailProviderContract;
import com.jkboat.notify.testkit.provider.ProviderTrouble;
import com.jkboat.notify.testkit.provider.TakenEmail;
import com.jkboat.notify.testkit.smtp.ReceivedMail;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class SmtpContractTest extends EmailProviderContract {

    private static final String SECRET = "correct-horse";

    private ScriptedSmtpServer server;

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Override
    protected EmailProvider open() {
        server = ScriptedSmtpServer.configure().user("notify", SECRET).start();
        SmtpOptions options = Mails.to(server.port()).withCredentials(SmtpCredentials.of("notify", Secret.of(SECRET)));
        return new SmtpEmailProvider(options, MutableClock.create());
    }

    @Override
    protected Set<ProviderTrouble> troubles() {
        return EnumSet.allOf(ProviderTrouble.class);
    }

    @Override
    protected void bring(ProviderTrouble trouble, String address) {
        switch (trouble) {
            case UNREACHABLE -> server.always(SmtpStep.CONNECT, SmtpReaction.close());
            case SILENT -> server.always(SmtpStep.MAIL, SmtpReaction.stall());
            case BREAKS_OFF -> server.always(SmtpStep.BODY, SmtpReaction.close());
            case LOSES_ANSWER -> server.always(SmtpStep.DOT, SmtpReaction.close());
            case SILENT_AFTER_TAKING -> server.always(SmtpStep.DOT, SmtpReaction.stall());
            case REFUSES_ADDRESS -> server.always(SmtpStep.RCPT, SmtpReaction.reply(550, "5.1.1 who is " + address));
            case ASKS_FOR_LATER -> server.always(SmtpStep.RCPT, SmtpReaction.reply(450, "4.2.0 later, " + address));
            case ASKS_FOR_SLOWER -> server.always(SmtpStep.MAIL, SmtpReaction.reply(451, "4.7.1 too fast"));
        }
    }

    @Override
    protected void calm() {
        server.behave().release();
    }

    @Override
    protected List<TakenEmail> taken() {
        return server.received().stream().map(SmtpContractTest::taken).toList();
    }

    @Override
    protected Duration longestCall() {
        return Duration.ofSeconds(5);
    }

    @Override
    protected Optional<Beyond> beyond() {
        EmailAddress from = EmailAddress.of("jk@example.com");
        return Optional.of(new Beyond(Mails.mail(from, "åsa@example.org").build(), "SMTPUTF8"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET);
    }

    private static TakenEmail taken(ReceivedMail mail) {
        return new TakenEmail(
                mail.recipients().get(0),
                mail.header("Message-ID").orElse("").replaceAll("[<>]", ""),
                mail.header("X-Notification-Id").orElse(""));
    }
}
