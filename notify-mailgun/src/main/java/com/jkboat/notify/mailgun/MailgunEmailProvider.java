package com.jkboat.notify.mailgun;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.AsciiDomains;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends e-mail through Mailgun's v3 API, composed here, over connections that are kept.
 *
 * <p>Safe for any number of threads; each call has a connection of its own. A message is in doubt when its body may have
 * left and no answer came back; Mailgun knows no idempotency key. Of two live keys the one that worked last is used; when
 * it is refused, the other is tried once.
 *
 * @since 0.1
 */
public final class MailgunEmailProvider implements EmailProvider {

    private final MailgunOptions options;
    private final InstantSource clock;
    private final MailgunCalls calls;
    private final ApiKeys keys;

    /** Makes a provider; it connects with the first message. */
    public MailgunEmailProvider(MailgunOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.calls = new MailgunCalls(options, clock);
        this.keys = new ApiKeys(options);
    }

    @Override
    public String name() {
        return "mailgun";
    }

    /** World unless the API itself is on this machine: in test mode nothing is delivered, yet Mailgun gets every message. */
    @Override
    public Reach reach() {
        return options.isLocal() ? Reach.LOCAL : Reach.WORLD;
    }

    @Override
    public SendOutcome send(EmailMessage message) {
        Optional<EmailMessage> ascii = AsciiDomains.of(message);
        if (ascii.isEmpty()) {
            return new Rejected(Reason.UNSUPPORTED, "mailgun does not take addresses that are not ASCII");
        }
        if (Thread.currentThread().isInterrupted()) {
            return new Unavailable("interrupted before anything was sent");
        }
        String boundary = "notify-" + UUID.randomUUID();
        byte[] form;
        try {
            byte[] mime = MimeComposer.compose(ascii.get());
            form = MailgunForm.of(ascii.get(), mime, options, boundary);
        } catch (IllegalArgumentException e) { // repeats no value
            return new Rejected(Reason.CONTENT, "the message cannot be composed: " + e.getMessage());
        }
        return deliver(form, boundary);
    }

    /** Sends a form without a mail: key and domain are looked at before Mailgun misses it. */
    @Override
    public Optional<String> obstacle() {
        try {
            int status = new MailgunCalls(options, clock)
                    .sendNothing(keys.now().leading())
                    .status();
            return status == 400
                    ? Optional.empty()
                    : Optional.of(
                            "Mailgun answers HTTP " + status + " to a form without a mail, which is not HTTP 400");
        } catch (NoAnswerException e) {
            return Optional.of(e.words());
        } catch (UnusableKeyException e) {
            return Optional.of(UnusableKeyException.WORDS);
        }
    }

    /** Does nothing: idle connections end by themselves. */
    @Override
    public void close() {
        // the client of the JDK closes its connections when nobody refers to it
    }

    private SendOutcome deliver(byte[] form, String boundary) {
        try {
            ApiKeys.Live live = keys.now();
            MailgunAnswer answer = calls.sendMail(form, boundary, live.leading());
            if (live.other().isPresent() && MailgunAnswers.isAboutTheKey(answer)) {
                answer = calls.sendMail(form, boundary, live.other().get());
                if (!MailgunAnswers.isAboutTheKey(answer)) {
                    keys.swap(live);
                }
            }
            return MailgunAnswers.outcome(answer, clock.instant());
        } catch (NoAnswerException e) {
            return e.outcome();
        } catch (UnusableKeyException e) {
            return new Unavailable(UnusableKeyException.WORDS);
        }
    }

    @Override
    public String toString() {
        return "MailgunEmailProvider[" + options.baseUrl() + ", " + options.domain() + "]";
    }
}
