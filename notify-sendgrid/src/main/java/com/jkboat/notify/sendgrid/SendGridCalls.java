package com.jkboat.notify.sendgrid;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls the API over connections that are kept; one call is one request, never repeated here. */
final class SendGridCalls {

    /** Beyond that a kept connection may be gone without our having heard of it, and a mail sent over it in doubt. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private final SendGridOptions options;
    private final InstantSource clock;
    private final Object lock = new Object();
    private HttpClient client; // guarded by lock
    private Instant lastUse; // guarded by lock

    SendGridCalls(SendGridOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
        this.client = connectionless();
        this.lastUse = clock.instant();
    }

    /** Sends a mail's JSON. */
    SendGridAnswer sendMail(byte[] json, Secret key) throws NoAnswerException {
        HeldBody body = new HeldBody(json);
        HttpRequest request = request("/v3/mail/send", key)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        return call(request, body);
    }

    /** Asks what the key may do. */
    SendGridAnswer scopes(Secret key) throws NoAnswerException {
        return call(request("/v3/scopes", key).GET().build(), new HeldBody(new byte[0]));
    }

    private HttpRequest.Builder request(String path, Secret key) {
        return HttpRequest.newBuilder(options.baseUrl().resolve(path))
                .timeout(options.timeouts().call())
                .header("Authorization", "Bearer " + key.reveal())
                .header("Accept", "application/json");
    }

    private SendGridAnswer call(HttpRequest request, HeldBody body) throws NoAnswerException {
        CompletableFuture<HttpResponse<byte[]>> call = client().sendAsync(request, head -> new CappedBody());
        try {
            HttpResponse<byte[]> response = call.get(options.timeouts().call().toMillis(), TimeUnit.MILLISECONDS);
            return SendGridAnswer.of(response);
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
