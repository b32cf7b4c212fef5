package com.jkboat.notify.core.contract;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.testkit.provider.ProviderTrouble;
import com.jkboat.notify.testkit.provider.TakenEmail;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A post office in memory that can be made to misbehave. */
final class FakeOutside {

    static final Duration SILENCE = Duration.ofMillis(400);

    private final List<TakenEmail> taken = new CopyOnWriteArrayList<>();
    private volatile Optional<ProviderTrouble> trouble = Optional.empty();
    private volatile String address = "";

    void bring(ProviderTrouble what, String repeated) {
        trouble = Optional.of(what);
        address = repeated;
    }

    void calm() {
        trouble = Optional.empty();
    }

    Optional<ProviderTrouble> trouble() {
        return trouble;
    }

    /** Returns what it says when it refuses somebody. */
    String words() {
        return "550 who is " + address;
    }

    void take(EmailMessage message) {
        take(message, message.messageId());
    }

    void take(EmailMessage message, String messageId) {
        taken.add(new TakenEmail(
                message.to().address(), messageId, message.notificationId().toString()));
    }

    List<TakenEmail> taken() {
        return List.copyOf(taken);
    }

    /** Says nothing until the time has passed, or the thread that waits is interrupted. */
    static void keepSilent() {
        long end = System.nanoTime() + SILENCE.toNanos();
        for (long left = SILENCE.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
