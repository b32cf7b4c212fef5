package com.jkboat.notify.core.contract;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.provider.ProviderTrouble;
import java.util.Optional;
import java.util.UUID;

/** A provider that keeps every rule; what breaks one overrides what it does otherwise. */
class FakeProvider implements EmailProvider {

    static final String FEATURE = "attachments";

    protected final FakeOutside outside;

    FakeProvider(FakeOutside outside) {
        this.outside = outside;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public SendOutcome send(EmailMessage message) {
        if (message.attachments().stream().anyMatch(it -> it.content().hasRemaining())) {
            return new Rejected(Reason.UNSUPPORTED, name() + " has no " + FEATURE);
        }
        return outside.trouble().map(trouble -> suffer(trouble, message)).orElseGet(() -> deliver(message));
    }

    SendOutcome suffer(ProviderTrouble trouble, EmailMessage message) {
        return switch (trouble) {
            case UNREACHABLE -> new Unavailable("connection refused");
            case SILENT -> {
                FakeOutside.keepSilent();
                yield new Unavailable("timed out");
            }
            case BREAKS_OFF -> new Unavailable("closed before the end");
            case LOSES_ANSWER -> {
                outside.take(message);
                yield new Unknown("closed after the end");
            }
            case SILENT_AFTER_TAKING -> {
                outside.take(message);
                FakeOutside.keepSilent();
                yield new Unknown("timed out after the end");
            }
            case REFUSES_ADDRESS -> new Rejected(Reason.INVALID_ADDRESS, "550");
            case ASKS_FOR_LATER -> Deferred.of("450");
            case ASKS_FOR_SLOWER -> Throttled.of("451");
        };
    }

    SendOutcome deliver(EmailMessage message) {
        outside.take(message);
        return new Accepted(message.messageId());
    }

    @Override
    public Optional<SendOutcome> lookup(UUID notificationId) {
        boolean known =
                outside.taken().stream().anyMatch(it -> it.notificationId().equals(notificationId.toString()));
        return Optional.of(known ? new Accepted("") : new Unavailable("not known"));
    }

    @Override
    public Reach reach() {
        return Reach.LOCAL;
    }

    @Override
    public void close() {}
}
