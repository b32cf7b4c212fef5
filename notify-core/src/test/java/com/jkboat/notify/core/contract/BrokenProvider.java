package com.jkboat.notify.core.contract;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import com.jkboat.notify.testkit.provider.ProviderTrouble;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A provider that breaks one rule. */
record BrokenProvider(String rule, String fault, Function<FakeOutside, FakeProvider> making) {

    static final String SECRET = "correct-horse";

    static final List<BrokenProvider> ALL = List.of(
            delivering("Takes a message and says so", "takes none", (outside, message) -> new Accepted("")),
            suffering("P-1", "throws", ProviderTrouble.UNREACHABLE, (outside, message) -> {
                throw new IllegalStateException("connection refused");
            }),
            suffering(
                    "P-1",
                    "takes a refusal for an outage",
                    ProviderTrouble.REFUSES_ADDRESS,
                    (outside, message) -> new Unavailable("550")),
            suffering("P-2", "takes a lost answer for an outage", ProviderTrouble.LOSES_ANSWER, BrokenProvider::sure),
            suffering("P-3", "takes a lost answer for an outage", ProviderTrouble.LOSES_ANSWER, BrokenProvider::sure),
            suffering("P-4", "waits without end", ProviderTrouble.SILENT, (outside, message) -> endlessly()),
            suffering("P-5", "tries again", ProviderTrouble.LOSES_ANSWER, (outside, message) -> {
                outside.take(message);
                outside.take(message);
                return new Unknown("closed twice");
            }),
            delivering("P-5", "sends one of a hundred twice", stuttering()),
            suffering(
                    "P-6",
                    "repeats the server's words",
                    ProviderTrouble.REFUSES_ADDRESS,
                    (outside, message) -> new Rejected(Reason.INVALID_ADDRESS, outside.words())),
            suffering(
                    "P-6",
                    "shows its secret",
                    ProviderTrouble.UNREACHABLE,
                    (outside, message) -> new Unavailable("no login with " + SECRET)),
            delivering("P-7", "makes a new Message-ID each time", (outside, message) -> {
                outside.take(message, UUID.randomUUID() + "@example.com");
                return new Accepted("");
            }),
            new BrokenProvider("P-8", "leaves out what it cannot do", BrokenProvider::sloppy),
            suffering("P-9", "swallows the interrupt", ProviderTrouble.SILENT, (outside, message) -> {
                FakeOutside.keepSilent();
                Thread.interrupted();
                return new Unavailable("timed out");
            }),
            suffering("P-9", "waits on", ProviderTrouble.SILENT, (outside, message) -> stubbornly()),
            new BrokenProvider("P-10", "sends to find out", BrokenProvider::trying),
            new BrokenProvider("P-10", "sees what is not there", BrokenProvider::gloomy),
            new BrokenProvider("Answers a lookup truly or not at all", "knows everything", BrokenProvider::boasting),
            new BrokenProvider("May be closed more than once", "is closed once", BrokenProvider::fragile));

    /** What it does instead of what it should. */
    interface Doing {
        SendOutcome send(FakeOutside outside, EmailMessage message);
    }

    private static FakeProvider trying(FakeOutside outside) {
        return new FakeProvider(outside) {
            @Override
            public Optional<String> obstacle() {
                EmailAddress nobody = EmailAddress.of("nobody@example.org");
                outside.take(EmailMessage.builder(new UUID(0, 1), nobody, nobody)
                        .date(Instant.EPOCH)
                        .subject("Is anybody there?")
                        .text("No")
                        .build());
                return Optional.empty();
            }
        };
    }

    private static FakeProvider gloomy(FakeOutside outside) {
        return new FakeProvider(outside) {
            @Override
            public Optional<String> obstacle() {
                return Optional.of("it might rain");
            }
        };
    }

    private static BrokenProvider delivering(String rule, String fault, Doing doing) {
        return new BrokenProvider(rule, fault, outside -> new FakeProvider(outside) {
            @Override
            SendOutcome deliver(EmailMessage message) {
                return doing.send(outside, message);
            }
        });
    }

    private static BrokenProvider suffering(String rule, String fault, ProviderTrouble from, Doing doing) {
        return new BrokenProvider(rule, fault, outside -> new FakeProvider(outside) {
            @Override
            SendOutcome suffer(ProviderTrouble trouble, EmailMessage message) {
                return trouble == from ? doing.send(outside, message) : super.suffer(trouble, message);
            }
        });
    }

    private static SendOutcome sure(FakeOutside outside, EmailMessage message) {
        outside.take(message);
        return new Unavailable("closed");
    }

    private static SendOutcome endlessly() {
        try {
            new CountDownLatch(1).await();
            return new Unavailable("never");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unavailable("interrupted");
        }
    }

    private static Doing stuttering() {
        AtomicInteger count = new AtomicInteger();
        return (outside, message) -> {
            outside.take(message);
            if (count.incrementAndGet() % 100 == 0) {
                outside.take(message);
            }
            return new Accepted("");
        };
    }

    private static SendOutcome stubbornly() {
        boolean interrupted = false;
        long end = System.nanoTime() + FakeOutside.SILENCE.toNanos();
        for (long left = FakeOutside.SILENCE.toNanos(); left > 0; left = end - System.nanoTime()) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(left);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return new Unavailable("timed out");
    }

    private static FakeProvider sloppy(FakeOutside outside) {
        return new FakeProvider(outside) {
            @Override
            public SendOutcome send(EmailMessage message) {
                return deliver(message);
            }
        };
    }

    private static FakeProvider boasting(FakeOutside outside) {
        return new FakeProvider(outside) {
            @Override
            public Optional<SendOutcome> lookup(UUID notificationId) {
                return Optional.of(new Accepted(""));
            }
        };
    }

    private static FakeProvider fragile(FakeOutside outside) {
        AtomicBoolean closed = new AtomicBoolean();
        return new FakeProvider(outside) {
            @Override
            public void close() {
                if (closed.getAndSet(true)) {
                    throw new IllegalStateException("closed already");
                }
            }
        };
    }

    @Override
    public String toString() {
        return rule + ": " + fault;
    }
}
