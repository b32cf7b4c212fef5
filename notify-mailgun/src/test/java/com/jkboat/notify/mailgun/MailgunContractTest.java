package com.jkboat.notify.mailgun;

import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.http.FakeMailgun;
import com.jkboat.notify.testkit.http.HttpReaction;
import com.jkboat.notify.testkit.provider.EmailProviderContract;
import com.jkboat.notify.testkit.provider.ProviderTrouble;
import com.jkboat.notify.testkit.provider.TakenEmail;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class MailgunContractTest extends EmailProviderContract {

    private FakeMailgun mailgun;

    @AfterEach
    void closeFake() {
        mailgun.close();
    }

    @Override
    protected EmailProvider open() {
        mailgun = FakeMailgun.start(Mails.DOMAIN).allowOnly(Mails.KEY);
        return new MailgunEmailProvider(Mails.to(mailgun.baseUrl()), MutableClock.create());
    }

    /** All but ASKS_FOR_LATER: the API takes a mail or refuses it, and says later by events. */
    @Override
    protected Set<ProviderTrouble> troubles() {
        return EnumSet.complementOf(EnumSet.of(ProviderTrouble.ASKS_FOR_LATER));
    }

    @Override
    protected void bring(ProviderTrouble trouble, String address) {
        switch (trouble) {
            case UNREACHABLE -> mailgun.down();
            case SILENT -> mailgun.always(HttpReaction.stall());
            case BREAKS_OFF -> mailgun.always(HttpReaction.breakOff());
            case LOSES_ANSWER -> mailgun.always(HttpReaction.takeAndClose());
            case SILENT_AFTER_TAKING -> mailgun.always(HttpReaction.takeAndStall());
            case REFUSES_ADDRESS ->
                mailgun.always(FakeMailgun.refusal(400, address + ": to parameter is not a valid address"));
            case ASKS_FOR_LATER -> throw new IllegalArgumentException("Mailgun does not ask for that");
            case ASKS_FOR_SLOWER -> mailgun.always(FakeMailgun.tooManyRequests(30));
        }
    }

    @Override
    protected void calm() {
        mailgun.behave();
    }

    @Override
    protected List<TakenEmail> taken() {
        return mailgun.taken();
    }

    @Override
    protected Duration longestCall() {
        return Duration.ofSeconds(4);
    }

    @Override
    protected Optional<Beyond> beyond() {
        return Optional.of(new Beyond(Mails.mail("åsa@example.org").build(), "not ASCII"));
    }

    @Override
    protected List<String> secrets() {
        return List.of(Mails.KEY);
    }
}
