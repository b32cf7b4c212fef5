package com.jkboat.notify.mailgun;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls the API over connections that are kept; one call is one request, never repeated here. */
final class MailgunCalls {

    /** Beyond that a kept connection may be gone without our having heard of it, and a mail sent over it in doubt. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private final MailgunOptions options;
    private final InstantSource clock;
    private final Object lock = new Object();
    private HttpClient client; // guarded by lock
    private Instant lastUse; // guarded by lock

    MailgunCalls(MailgunOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.client = connectionless();
        this.lastUse = clock.instant();
    }

    /** Sends the form of a mail. */
    MailgunAnswer sendMail(byte[] form, String boundary, Secret key) throws NoAnswerException {
        HeldBody body = new HeldBody(form);
        HttpRequest request = request("messages.mime", key)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body)
                .build();
        return call(request, body);
    }

    /** Sends no mail at all, to hear whether that is what is wrong, or the key or the domain before it. */
    MailgunAnswer sendNothing(Secret key) throws NoAnswerException {
        HeldBody body = new HeldBody(new byte[0]);
        return call(request("messages", key).POST(body).build(), body);
    }

    private HttpRequest.Builder request(String what, Secret key) {
        byte[] login = ("api:" + key.reveal()).getBytes(StandardCharsets.US_ASCII);
        return HttpRequest.newBuilder(options.baseUrl().resolve("/v3/" + options.domain() + "/" + what))
                .timeout(options.timeouts().call())
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
                .header("Accept", "application/json");
    }

    private MailgunAnswer call(HttpRequest request, HeldBody body) throws NoAnswerException {
        CompletableFuture<HttpResponse<byte[]>> call = client().sendAsync(request, head -> new CappedBody());
        try {
            HttpResponse<byte[]> response = call.get(options.timeouts().call().toMillis(), TimeUnit.MILLISECONDS);
            return MailgunAnswer.of(response);
        } catch (InterruptedException e) {
            NoAnswerException lost = lost(body, "interrupted", e);
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw lost;
        } catch (TimeoutException e) {
            NoAnswerException lost = lost(body, "no answer in time", e);
            call.cancel(true);
            throw lost;
        } catch (ExecutionException e) {
            throw lost(body, CallFailure.of(e), e);
        }
    }

    /** The body is held back first, so that none of it can leave after it was said that nothing did. */
    private static NoAnswerException lost(HeldBody body, String what, Exception cause) {
        boolean nothingLeft = body.hold() || CallFailure.isBeforeTheBody(cause);
        SendOutcome outcome =
                nothingLeft ? new Unavailable(what + "; nothing was sent") : new Unknown(what + "; the mail had left");
        return new NoAnswerException(what, outcome, cause);
    }

    private HttpClient client() {
        Instant now = clock.instant();
        synchronized (lock) {
            if (lastUse.plus(LONGEST_IDLE).isBefore(now)) {
                client = connectionless();
            }
            lastUse = now;
            return client;
        }
    }

    /** HTTP/1.1, where a lost connection is about one call. The client of the JDK repeats a POST only if it did not connect. */
    private HttpClient connectionless() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(options.timeouts().connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
