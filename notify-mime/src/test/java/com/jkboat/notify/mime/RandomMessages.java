package com.jkboat.notify.mime;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.CalendarInvite;
import com.jkboat.notify.message.CalendarInvite.Method;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** Makes messages of every shape; the same seed makes the same message. */
final class RandomMessages {

    private static final String SEED_PROPERTY = "notify.seed";

    private final Random random;
    private final RandomText text;

    private RandomMessages(long seed) {
        this.random = new Random(seed);
        this.text = new RandomText(random);
    }

    static EmailMessage of(long seed) {
        return new RandomMessages(seed).message();
    }

    /** Runs a check over many messages; the seed it prints runs the same ones again with {@code -Dnotify.seed=}. */
    static void forEach(int count, Consumer<EmailMessage> check) {
        long seed = Long.getLong(SEED_PROPERTY, System.nanoTime());
        System.out.println("random messages from -D" + SEED_PROPERTY + "=" + seed);
        for (int i = 0; i < count; i++) {
            try {
                check.accept(of(seed + i));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("fails with -D" + SEED_PROPERTY + "=" + (seed + i), e);
            }
        }
    }

    private EmailMessage message() {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        EmailMessage.Builder mail = EmailMessage.builder(id, address(), address())
                .date(Instant.ofEpochSecond(random.nextInt()))
                .subject(text.header(12))
                .text(body(id));
        if (random.nextBoolean()) {
            mail.html(body(id));
        }
        if (random.nextInt(3) == 0) {
            mail.replyTo(address());
        }
        if (random.nextInt(4) == 0) {
            mail.calendar(invite());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            mail.header("X-Test-" + i + "y".repeat(random.nextInt(random.nextInt(10) == 0 ? 200 : 5)), text.header(12));
        }
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            mail.attach(attachment());
        }
        return mail.build();
    }

    /** Bodies that hold the message's own boundaries come along too. */
    private String body(UUID id) {
        String body = text.body(random.nextInt(60) + 1);
        return random.nextInt(10) > 0 ? body : body + "\r\n--=_" + random.nextInt(3) + "-" + id + "--\r\n" + body;
    }

    private EmailAddress address() {
        String address = "guest" + random.nextInt(1000) + "@mail" + random.nextInt(9) + ".example.org";
        if (random.nextInt(10) == 0) {
            address = "åsa" + address.replace("example", "exämple");
        } else if (random.nextInt(20) == 0) {
            address = "a!#$%&'*+-/=?^_`{|}~b." + address;
        }
        return random.nextInt(4) == 0 ? EmailAddress.of(address) : EmailAddress.of(address, text.header(4));
    }

    private CalendarInvite invite() {
        Method method = List.of(Method.values()).get(random.nextInt(Method.values().length));
        return new CalendarInvite(
                method,
                "BEGIN:VCALENDAR\r\nMETHOD:" + method + "\r\nSUMMARY:" + text.body(5) + "\r\nEND:VCALENDAR\r\n");
    }

    private Attachment attachment() {
        byte[] content = new byte[random.nextInt(4) == 0 ? random.nextInt(30_000) : random.nextInt(200)];
        random.nextBytes(content);
        String name = fileName();
        if (random.nextInt(3) == 0) {
            return Attachment.inline("image" + random.nextInt(99) + "@example.org", name, "image/png", content);
        }
        return Attachment.file(name, random.nextBoolean() ? "application/pdf" : "text/csv; charset=utf-8", content);
    }

    private String fileName() {
        String name = text.header(4);
        return name.length() <= 255 ? name : fileName();
    }
}
