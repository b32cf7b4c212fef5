package com.jkboat.notify.core.internal.dispatch;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.ProviderHealth;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Walks over the gates until one provider gives a verdict on the message.
 *
 * <p>It goes on only after what certainly was not taken. Safe for any number of threads.
 */
public final class Dispatcher {

    private final List<ProviderGate> gates;
    private final InstantSource clock;

    /** @param gates in the order they are tried; at least one, each under a name of its own */
    public Dispatcher(List<ProviderGate> gates, InstantSource clock) {
        if (gates.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one provider");
        }
        Set<String> names = new HashSet<>();
        for (ProviderGate gate : gates) {
            String name = gate.provider().name();
            if (!names.add(name)) {
                throw new ConfigurationException("NTF-003", "two providers are called " + name + "; leave one out");
            }
        }
        this.gates = List.copyOf(gates);
        this.clock = clock;
    }

    /**
     * Sends a message to the first provider that takes it.
     *
     * @param mayBegin asked right before every call; when it says no, no further one is made
     * @return every call that was made, in order; empty when no gate let it pass
     */
    public List<Try> send(EmailMessage message, BooleanSupplier mayBegin) {
        List<Try> tries = new ArrayList<>();
        for (ProviderGate gate : gates) {
            Instant startedAt = clock.instant();
            Optional<SendOutcome> outcome = gate.send(message, mayBegin);
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

    /** Names the providers that may have a message: all of them where nobody told who was asked. */
    public List<String> providersAskedFor(List<Attempt> attempts) {
        List<Attempt> withoutVerdict = attempts.stream()
                .filter(attempt -> attempt.outcome().equals("unknown"))
                .toList();
        boolean anyone =
                withoutVerdict.stream().anyMatch(attempt -> attempt.provider().isEmpty());
        Stream<String> told = withoutVerdict.stream().flatMap(attempt -> attempt.provider().stream());
        return anyone || withoutVerdict.isEmpty()
                ? Stream.concat(told, gates.stream().map(gate -> gate.provider().name()))
                        .distinct()
                        .toList()
                : told.distinct().toList();
    }

    /** Returns the providers, in the order they are tried. */
    public List<EmailProvider> providers() {
        return gates.stream().map(ProviderGate::provider).toList();
    }

    /** Returns how the providers are doing, in the order they are tried. */
    public List<ProviderHealth> health() {
        return gates.stream().map(ProviderGate::health).toList();
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
