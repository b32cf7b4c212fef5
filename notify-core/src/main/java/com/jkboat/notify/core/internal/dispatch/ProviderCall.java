package com.jkboat.notify.core.internal.dispatch;

import com.jkboat.notify.core.internal.observe.FaultTrace;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call to a provider: whether it began and what came of it, whatever the policies around it make of that.
 *
 * <p>Used by one thread.
 */
final class ProviderCall {

    private static final Logger log = LoggerFactory.getLogger(ProviderCall.class);
    private static final Unknown CUT = new Unknown("the call was cut at its time limit");

    private final EmailProvider provider;
    private final EmailMessage message;
    private Optional<SendOutcome> outcome = Optional.empty();

    ProviderCall(EmailProvider provider, EmailMessage message) {
        this.provider = provider;
        this.message = message;
    }

    /** Makes the call; a provider that breaks its contract by throwing may have sent before, so that is a doubt. */
    SendOutcome make() {
        SendOutcome answer;
        try {
            answer = Objects.requireNonNull(provider.send(message), "a provider's answer");
        } catch (Throwable e) { // also what the compiler does not let through; "not made" would let it be sent again
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            log.warn("provider {} broke its contract, the message is in doubt", provider.name(), FaultTrace.of(e));
            answer = new Unknown("the provider failed with " + e.getClass().getName());
        }
        outcome = Optional.of(answer);
        return answer;
    }

    /** Says that the time limit cut it: what the provider knows all the same still counts. */
    void cut() {
        outcome = outcome.map(answer -> answer instanceof Unknown ? CUT : answer);
    }

    /** Returns what came of it; empty when it was not made. */
    Optional<SendOutcome> outcome() {
        return outcome;
    }
}
