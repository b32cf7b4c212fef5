package com.jkboat.notify.testkit.http;

import com.jkboat.notify.testkit.provider.TakenEmail;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The mail/send API of SendGrid on this machine: takes every mail of the right shape, unless told to misbehave.
 *
 * <pre>{@code
 * try (FakeSendGrid sendGrid = FakeSendGrid.start()) {
 *     sendGrid.next(FakeSendGrid.tooManyRequests(clock.instant().plusSeconds(30)));
 *     // notify.provider.sendgrid.base-url = sendGrid.baseUrl()
 *     assertThat(sendGrid.taken()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Checks what SendGrid checks about the shape of a request (its API reference, read 2026-11), and answers as it does.
 * Safe for concurrent callers.
 *
 * @since 0.1
 */
public final class FakeSendGrid implements AutoCloseable {

    private final List<TakenEmail> taken = new CopyOnWriteArrayList<>();
    private volatile Set<String> keys = Set.of();
    private final LoopbackHttpServer server;

    private FakeSendGrid() {
        this.server = new LoopbackHttpServer(this::answer, this::note);
    }

    /** Starts one on a free port; it takes any key. */
    public static FakeSendGrid start() {
        return new FakeSendGrid();
    }

    /** Takes these keys and no others from now on. */
    public FakeSendGrid allowOnly(String... apiKeys) {
        keys = Set.of(apiKeys);
        return this;
    }

    /** Returns the address in the place of {@code https://api.sendgrid.com}. */
    public URI baseUrl() {
        return server.uri();
    }

    /** Reacts so to every request from now on. */
    public FakeSendGrid always(HttpReaction reaction) {
        server.always(reaction);
        return this;
    }

    /** Reacts so to the next request only; several calls queue up. */
    public FakeSendGrid next(HttpReaction reaction) {
        server.next(reaction);
        return this;
    }

    /** Refuses connections, as a service that is not there, until it behaves again. */
    public FakeSendGrid down() {
        server.down();
        return this;
    }

    /** Forgets all reactions: healthy again, on the same port. */
    public FakeSendGrid behave() {
        server.behave();
        return this;
    }

    /** Returns the mails it has taken, also where its answer did not arrive; in order. */
    public List<TakenEmail> taken() {
        return List.copyOf(taken);
    }

    /** Returns the requests that came whole, whatever became of them; in order. */
    public List<ReceivedRequest> requests() {
        return server.requests();
    }

    /** Counts the connections so far. */
    public int connections() {
        return server.connections();
    }

    /** Refuses as too fast, until the given time. */
    public static HttpReaction tooManyRequests(Instant reset) {
        return HttpReaction.answer(
                429,
                Map.of(
                        "X-RateLimit-Limit", "600",
                        "X-RateLimit-Remaining", "0",
                        "X-RateLimit-Reset", String.valueOf(reset.getEpochSecond())),
                SendGridShape.error("", "too many requests"));
    }

    /** Refuses as the plan is used up; SendGrid says it with the status of a bad key. */
    public static HttpReaction maximumCreditsExceeded() {
        return HttpReaction.answer(401, SendGridShape.error("", "Maximum credits exceeded"));
    }

    /** Refuses the request as a whole because of one field. */
    public static HttpReaction invalid(String field, String message) {
        return HttpReaction.answer(400, SendGridShape.error(field, message));
    }

    /** Refuses the sender. */
    public static HttpReaction senderNotVerified() {
        return HttpReaction.answer(
                403,
                SendGridShape.error(
                        "from",
                        "The from address does not match a verified Sender Identity. Mail cannot be sent until this error"
                                + " is resolved."));
    }

    /** Stops listening and closes the connections. */
    @Override
    public void close() {
        server.close();
    }

    private HttpReaction answer(ReceivedRequest request) {
        String key = request.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
        if (key.isEmpty() || !(keys.isEmpty() || keys.contains(key))) {
            String words = "The provided authorization grant is invalid, expired, or revoked";
            return HttpReaction.answer(401, SendGridShape.error("", words));
        }
        if (request.method().equals("GET") && request.path().equals("/v3/scopes")) {
            return HttpReaction.answer(200, "{\"scopes\":[\"mail.send\",\"alerts.read\"]}");
        }
        if (!request.method().equals("POST") || !request.path().equals("/v3/mail/send")) {
            return HttpReaction.answer(404, SendGridShape.error("", "not found"));
        }
        return SendGridShape.problem(request).orElseGet(() -> accept(request));
    }

    private static HttpReaction accept(ReceivedRequest request) {
        boolean sandbox = SendGridShape.isSandbox(request);
        if (sandbox) {
            return HttpReaction.answer(200, "");
        }
        String id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        return HttpReaction.accept(202, Map.of("x-message-id", id), "");
    }

    private void note(ReceivedRequest request, HttpReaction reaction) {
        if (reaction.takes()) {
            Optional<Map<?, ?>> mail = JsonReader.object(request.body());
            taken.add(SendGridShape.taken(mail.orElse(Map.of())));
        }
    }
}
