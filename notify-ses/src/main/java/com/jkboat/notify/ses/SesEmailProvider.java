package com.jkboat.notify.ses;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.AsciiDomains;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Rejected.Reason;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.SesV2ClientBuilder;

/**
 * Sends e-mail through Amazon SES, composed here, over connections that are kept; the SDK repeats nothing.
 *
 * <p>Safe for any number of threads; each call has a connection of its own. A message is in doubt when its body may have
 * left and no answer came back; SES knows no idempotency key. SES writes a Message-ID and a Date of its own into what it
 * delivers; our id stays in X-Notification-Id and in the tag {@code notify_id}. Of two live keys the one that worked last is
 * used; when it is refused, the other is tried once.
 *
 * @since 0.1
 */
public final class SesEmailProvider implements EmailProvider {

    /** Largest mail as base64. Source: SES quotas page, as of 2022. */
    private static final long MOST_BYTES = 40_000_000;

    private final SesOptions options;
    private final SesV2Client client;
    private final SesKeys keys;

    /** Makes a provider; it connects with the first message. */
    public SesEmailProvider(SesOptions options, InstantSource clock) {
        this.options = options;
        this.keys = new SesKeys(options);
        this.client = client(options, clock);
    }

    @Override
    public String name() {
        return "ses";
    }

    @Override
    public Reach reach() {
        return options.isLocal() ? Reach.LOCAL : Reach.WORLD;
    }

    @Override
    public SendOutcome send(EmailMessage message) {
        Optional<EmailMessage> ascii = AsciiDomains.of(message);
        if (ascii.isEmpty()) {
            return new Rejected(Reason.UNSUPPORTED, "ses does not take addresses that are not ASCII");
        }
        if (Thread.currentThread().isInterrupted()) {
            return new Unavailable("interrupted before anything was sent");
        }
        byte[] mime;
        try {
            mime = MimeComposer.compose(ascii.get());
        } catch (IllegalArgumentException e) { // repeats no value
            return new Rejected(Reason.CONTENT, "the message cannot be composed: " + e.getMessage());
        }
        return mime.length / 3L * 4 > MOST_BYTES
                ? new Rejected(Reason.CONTENT, "ses takes mails of at most 40 MB as base64")
                : deliver(ascii.get(), mime);
    }

    /** Asks for the state of the account; a key that may not even ask that may still send. */
    @Override
    public Optional<String> obstacle() {
        try {
            AwsCredentials key = keys.now().leading();
            boolean sends = client.getAccount(account -> account.overrideConfiguration(
                            call -> call.credentialsProvider(StaticCredentialsProvider.create(key))))
                    .sendingEnabled();
            return sends ? Optional.empty() : Optional.of("SES has paused sending for this account");
        } catch (AwsServiceException e) {
            SesErrors.Refusal refusal = refusal(e);
            return refusal.code().equals("AccessDenied")
                    ? Optional.empty()
                    : Optional.of("SES answers " + refusal.status() + " " + refusal.code() + " about the account");
        } catch (SdkException e) {
            return Optional.of(LostAnswerException.in(e)
                    .map(lost -> "SES: " + lost.getMessage())
                    .orElse("SES cannot be asked"));
        } catch (UnusableKeyException e) {
            return Optional.of(UnusableKeyException.WORDS);
        }
    }

    @Override
    public void close() {
        client.close();
        keys.close();
    }

    private SendOutcome deliver(EmailMessage message, byte[] mime) {
        SesKeys.Live live;
        try {
            live = keys.now();
        } catch (UnusableKeyException e) {
            return new Unavailable(UnusableKeyException.WORDS);
        }
        try {
            return call(message, mime, live.leading());
        } catch (AwsServiceException e) {
            boolean another = live.other().isPresent() && SesErrors.isAboutTheKey(refusal(e));
            return another ? deliverWithOther(message, mime, live) : SesErrors.outcome(refusal(e));
        }
    }

    private SendOutcome deliverWithOther(EmailMessage message, byte[] mime, SesKeys.Live live) {
        try {
            SendOutcome outcome = call(message, mime, live.other().orElseThrow());
            keys.swap(live);
            return outcome;
        } catch (AwsServiceException e) {
            return SesErrors.outcome(refusal(e));
        }
    }

    /** What fails after the request was handed over, and is no answer of SES, leaves the mail in doubt. */
    private SendOutcome call(EmailMessage message, byte[] mime, AwsCredentials key) {
        try {
            String id =
                    client.sendEmail(SesRequest.of(message, mime, options, key)).messageId();
            return id == null || id.isEmpty() ? new Unknown("an answer without a message id") : new Accepted(id);
        } catch (AwsServiceException e) {
            throw e;
        } catch (SdkException e) {
            return LostAnswerException.in(e)
                    .map(LostAnswerException::outcome)
                    .orElseGet(() -> new Unknown("the answer cannot be read"));
        }
    }

    private static SesErrors.Refusal refusal(AwsServiceException e) {
        if (e.awsErrorDetails() == null) {
            return SesErrors.Refusal.of(e.statusCode(), "", "");
        }
        String code = e.awsErrorDetails().errorCode();
        String message = e.awsErrorDetails().errorMessage();
        return SesErrors.Refusal.of(e.statusCode(), code == null ? "" : code, message == null ? "" : message);
    }

    /** Each call brings its own credentials, so the client has none. */
    private static SesV2Client client(SesOptions options, InstantSource clock) {
        SesV2ClientBuilder builder = SesV2Client.builder()
                .region(Region.of(options.region()))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new JdkHttpClient(options.timeouts(), clock))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
        options.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public String toString() {
        return "SesEmailProvider[" + options.region() + "]";
    }
}
