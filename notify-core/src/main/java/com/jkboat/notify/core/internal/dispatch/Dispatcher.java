package com.jkboat.notify.core.internal.dispatch;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.ProviderHealth;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Walks over the gates until one provider gives a verdict on the message.
 *
 * <p>It goes on only after what certainly was not taken. Safe for any number of threads.
 */
public final class Dispatcher implements AutoCloseable {

    private final List<ProviderGate> gates;
    private final InstantSource clock;

    /** @param gates in the order they are tried; at least one */
    public Dispatcher(List<ProviderGate> gates, InstantSource clock) {
        if (gates.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one provider");
        }
        this.gates = List.copyOf(gates);
        this.clock = clock;
    }

    /**
     * Sends a message to the first provider that takes it.
     *
     * @return every call that was made, in order; empty when no gate let it pass
     */
    public List<Try> send(EmailMessage message) {
        List<Try> tries = new ArrayList<>();
        for (ProviderGate gate : gates) {
            Instant startedAt = clock.instant();
            Optional<SendOutcome> outcome = gate.send(message);
            outcome.ifPresent(verdict -> tries.add(new Try(gate, startedAt, clock.instant(), verdict)));
            if (outcome.filter(verdict -> !mayGoOn(verdict)).isPresent()) {
                break;
            }
        }
        return tries;
    }

    /** Returns how long until the first gate opens; zero when one is open. */
    public Duration opensIn() {
        return gates.stream()
                .map(ProviderGate::opensIn)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Finds a gate by its provider's name. */
    public Optional<ProviderGate> gate(String provider) {
        return gates.stream()
                .filter(gate -> gate.provider().name().equals(provider))
                .findFirst();
    }

    /** Names the providers that may have a message of an attempt that ended without a verdict, or was cut off. */
    public List<String> providersAskedFor(List<Attempt> attempts) {
        List<String> withoutVerdict = attempts.stream()
                .filter(attempt -> attempt.outcome().equals("unknown"))
                .flatMap(attempt -> attempt.provider().stream())
                .distinct()
                .toList();
        return withoutVerdict.isEmpty()
                ? gates.stream().map(gate -> gate.provider().name()).toList()
                : withoutVerdict;
    }

    /** Returns how the providers are doing, in the order they are tried. */
    public List<ProviderHealth> health() {
        return gates.stream().map(ProviderGate::health).toList();
    }

    @Override
    public void close() {
        gates.forEach(gate -> gate.provider().close());
    }

    private static boolean mayGoOn(SendOutcome outcome) {
        return outcome instanceof Throttled || outcome instanceof Unavailable;
    }

    /**
     * One call to one provider.
     *
     * @param gate whose provider was called
     * @param startedAt when the call began
     * @param endedAt when it ended
     * @param outcome how
     */
    public record Try(ProviderGate gate, Instant startedAt, Instant endedAt, SendOutcome outcome) {}
}
