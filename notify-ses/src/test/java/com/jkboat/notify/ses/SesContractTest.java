package com.jkboat.notify.ses;

import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.testkit.MutableClock;
import com.jkboat.notify.testkit.http.FakeSes;
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

class SesContractTest extends EmailProviderContract {

    private FakeSes ses;

    @AfterEach
    void closeFake() {
        ses.close();
    }

    @Override
    protected EmailProvider open() {
        ses = FakeSes.start().allowOnly(Mails.KEY_ID);
        return new SesEmailProvider(Mails.to(ses.endpoint()), MutableClock.create());
    }

    /** All but ASKS_FOR_LATER: the API takes a mail or refuses it, and says later by events. */
    @Override
    protected Set<ProviderTrouble> troubles() {
        return EnumSet.complementOf(EnumSet.of(ProviderTrouble.ASKS_FOR_LATER));
    }

    @Override
    protected void bring(ProviderTrouble trouble, String address) {
        switch (trouble) {
            case UNREACHABLE -> ses.down();
            case SILENT -> ses.always(HttpReaction.stall());
            case BREAKS_OFF -> ses.always(HttpReaction.breakOff());
            case LOSES_ANSWER -> ses.always(HttpReaction.takeAndClose());
            case SILENT_AFTER_TAKING -> ses.always(HttpReaction.takeAndStall());
            case REFUSES_ADDRESS ->
                ses.always(FakeSes.error(400, "BadRequestException", "Illegal address: " + address));
            case ASKS_FOR_LATER -> throw new IllegalArgumentException("SES does not ask for that");
            case ASKS_FOR_SLOWER -> ses.always(FakeSes.tooManyRequests());
        }
    }

    @Override
    protected void calm() {
        ses.behave();
    }

    @Override
    protected List<TakenEmail> taken() {
        return ses.taken();
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
        return List.of(Mails.KEY_ID, Mails.SECRET);
    }
}
