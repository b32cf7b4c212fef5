package com.jkboat.notify.sendgrid;

import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.http.FakeSendGrid;
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

class SendGridContractTest extends EmailProviderContract {

    private final MutableClock clock = MutableClock.create();
    private FakeSendGrid sendGrid;

    @AfterEach
    void closeFake() {
        sendGrid.close();
    }

    @Override
    protected EmailProvider open() {
        sendGrid = FakeSendGrid.start().allowOnly(Mails.KEY);
        return new SendGridEmailProvider(Mails.to(sendGrid.baseUrl()), clock);
    }

    /** All but ASKS_FOR_LATER: the API takes a mail or refuses it, and says later by events. */
    @Override
    protected Set<ProviderTrouble> troubles() {
        return EnumSet.complementOf(EnumSet.of(ProviderTrouble.ASKS_FOR_LATER));
    }

    @Override
    protected void bring(ProviderTrouble trouble, String address) {
        switch (trouble) {
            case UNREACHABLE -> sendGrid.down();
            case SILENT -> sendGrid.always(HttpReaction.stall());
            case BREAKS_OFF -> sendGrid.always(HttpReaction.breakOff());
            case LOSES_ANSWER -> sendGrid.always(HttpReaction.takeAndClose());
            case SILENT_AFTER_TAKING -> sendGrid.always(HttpReaction.takeAndStall());
            case REFUSES_ADDRESS ->
                sendGrid.always(FakeSendGrid.invalid(
                        "personalizations.0.to.0.email", address + " does not contain a valid address."));
            case ASKS_FOR_LATER -> throw new IllegalArgumentException("SendGrid does not ask for that");
            case ASKS_FOR_SLOWER ->
                sendGrid.always(FakeSendGrid.tooManyRequests(clock.instant().plusSeconds(30)));
        }
    }

    @Override
    protected void calm() {
        sendGrid.behave();
    }

    @Override
    protected List<TakenEmail> taken() {
        return sendGrid.taken();
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
