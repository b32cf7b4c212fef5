package com.jkboat.notify.sendgrid;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends e-mail through SendGrid's v3 API, over connections that are kept.
 *
 * <p>Safe for any number of threads; each call has a connection of its own. A message is in doubt when its body may have
 * left and no answer came back; SendGrid knows no idempotency key. Of two live keys the one that worked last is used; when
 * it is refused, the other is tried once.
 *
 * @since 0.1
 */
public final class SendGridEmailProvider implements EmailProvider {

    private final SendGridOptions options;
    private final InstantSource clock;
    private final SendGridCalls calls;
    private final ApiKeys keys;

    /** Makes a provider; it connects with the first message. */
    public SendGridEmailProvider(SendGridOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.calls = new SendGridCalls(options, clock);
        this.keys = new ApiKeys(options);
    }

    @Override
    public String name() {
        return "sendgrid";
    }

    /** World unless the API itself is on this machine: the sandbox delivers nothing, yet SendGrid reads every message. */
    @Override
    public Reach reach() {
        return options.isLocal() ? Reach.LOCAL : Reach.WORLD;
    }

    @Override
    public SendOutcome send(EmailMessage message) {
        Optional<Rejected> refusal = SendGridLimits.refusal(message);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (Thread.currentThread().isInterrupted()) {
            return new Unavailable("interrupted before anything was sent");
        }
        byte[] json;
        try {
            json = SendGridRequest.json(message, options);
        } catch (IllegalArgumentException e) { // repeats no value
            return new Rejected(Reason.CONTENT, "the message cannot be written: " + e.getMessage());
        }
        return deliver(json);
    }

    /** Asks SendGrid what the key may do; a key that may not even ask that may still send. */
    @Override
    public Optional<String> obstacle() {
        try {
            int status = new SendGridCalls(options, clock)
                    .scopes(keys.now().leading())
                    .status();
            return status == 200 || status == 403
                    ? Optional.empty()
                    : Optional.of("SendGrid answers HTTP " + status + " when asked what the API key may do");
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

    private SendOutcome deliver(byte[] json) {
        try {
            ApiKeys.Live live = keys.now();
            SendGridAnswer answer = calls.sendMail(json, live.leading());
            if (live.other().isPresent() && SendGridAnswers.isAboutTheKey(answer)) {
                answer = calls.sendMail(json, live.other().get());
                if (!SendGridAnswers.isAboutTheKey(answer)) {
                    keys.swap(live);
                }
            }
            return SendGridAnswers.outcome(answer, options.mode(), clock.instant());
        } catch (NoAnswerException e) {
            return e.outcome();
        } catch (UnusableKeyException e) {
            return new Unavailable(UnusableKeyException.WORDS);
        }
    }

    @Override
    public String toString() {
        return "SendGridEmailProvider[" + options.baseUrl() + "]";
    }
}
