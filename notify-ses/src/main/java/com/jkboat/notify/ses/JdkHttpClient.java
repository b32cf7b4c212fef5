package com.jkboat.notify.ses;

import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Carries the requests of the SDK with the HTTP client of the JDK: over kept connections, to be interrupted at any time, and
 * knowing of each call that failed whether its body can have left.
 */
final class JdkHttpClient implements SdkHttpClient {

    /** Beyond that a kept connection may be gone without our having heard of it, and a mail sent over it in doubt. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    /** Written by the client itself, from the same address and body. */
    private static final Set<String> WRITTEN_BY_THE_CLIENT = Set.of("host", "content-length", "connection", "expect");

    private final SesTimeouts timeouts;
    private final InstantSource clock;
    private final Object lock = new Object();
    private HttpClient client; // guarded by lock
    private Instant lastUse; // guarded by lock

    JdkHttpClient(SesTimeouts timeouts, InstantSource clock) {
        this.timeouts = timeouts;
        this.clock = clock;
        this.client = connectionless(timeouts);
        this.lastUse = clock.instant();
    }

    @Override
    public String clientName() {
        return "NotifyJdk";
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(request);
    }

    /** Does nothing: the client of the JDK closes its connections when nobody refers to it. */
    @Override
    public void close() {
        // see above
    }

    private final class Call implements ExecutableHttpRequest {

        private final HttpExecuteRequest request;

        private Call(HttpExecuteRequest request) {
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            HeldBody body = new HeldBody(content());
            HttpResponse<byte[]> response = answer(toJdk(request.httpRequest(), body), body);
            SdkHttpResponse head = SdkHttpResponse.builder()
                    .statusCode(response.statusCode())
                    .headers(response.headers().map())
                    .build();
            return HttpExecuteResponse.builder()
                    .response(head)
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                    .build();
        }

        /** Does nothing: a call ends by its time limit, or by the interrupt that goes along with an abort. */
        @Override
        public void abort() {
            // see above
        }

        private byte[] content() throws IOException {
            if (request.contentStreamProvider().isEmpty()) {
                return new byte[0];
            }
            ContentStreamProvider provider = request.contentStreamProvider().get();
            try (InputStream in = provider.newStream()) {
                return in.readAllBytes();
            }
        }
    }

    private HttpRequest toJdk(SdkHttpRequest request, HeldBody body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.getUri())
                .timeout(timeouts.call())
                .method(request.method().name(), body);
        request.forEachHeader((name, values) -> {
            if (!WRITTEN_BY_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }

    private HttpResponse<byte[]> answer(HttpRequest request, HeldBody body) throws LostAnswerException {
        CompletableFuture<HttpResponse<byte[]>> call = client().sendAsync(request, head -> new CappedBody());
        try {
            return call.get(timeouts.call().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            LostAnswerException lost = lost(body, "interrupted", e);
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw lost;
        } catch (TimeoutException e) {
            LostAnswerException lost = lost(body, "no answer in time", e);
            call.cancel(true);
            throw lost;
        } catch (ExecutionException e) {
            throw lost(body, CallFailure.of(e), e);
        }
    }

    /** The body is held back first, so that none of it can leave after it was said that nothing did. */
    private static LostAnswerException lost(HeldBody body, String what, Exception cause) {
        boolean nothingLeft = body.hold() || CallFailure.isBeforeTheBody(cause);
        SendOutcome outcome =
                nothingLeft ? new Unavailable(what + "; nothing was sent") : new Unknown(what + "; the mail had left");
        return new LostAnswerException(what, outcome, cause);
    }

    private HttpClient client() {
        Instant now = clock.instant();
        synchronized (lock) {
            if (lastUse.plus(LONGEST_IDLE).isBefore(now)) {
                client = connectionless(timeouts);
            }
            lastUse = now;
            return client;
        }
    }

    /** HTTP/1.1, where a lost connection is about one call. The client of the JDK repeats a POST only if it did not connect. */
    private static HttpClient connectionless(SesTimeouts timeouts) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
