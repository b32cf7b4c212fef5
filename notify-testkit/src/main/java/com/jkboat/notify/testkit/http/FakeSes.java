package com.jkboat.notify.testkit.http;

import com.jkboat.notify.testkit.provider.TakenEmail;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mail API of Amazon SES v2 on this machine: takes every raw mail of the right shape, unless told to misbehave.
 *
 * <p>Looks at who signed a request, not at whether the signature is right. Safe for concurrent callers.
 *
 * @since 0.1
 */
public final class FakeSes implements AutoCloseable {

    private static final Pattern SIGNED =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/[a-z0-9-]+/ses/aws4_request, .*Signature=.*");

    private final List<TakenEmail> taken = new CopyOnWriteArrayList<>();
    private volatile Set<String> keys = Set.of();
    private final LoopbackHttpServer server;

    private FakeSes() {
        this.server = new LoopbackHttpServer(this::answer, this::note);
    }

    /** Starts one on a free port; it takes any access key. */
    public static FakeSes start() {
        return new FakeSes();
    }

    /** Takes requests signed with these access keys and no others from now on. */
    public FakeSes allowOnly(String... accessKeyIds) {
        keys = Set.of(accessKeyIds);
        return this;
    }

    /** Returns the address in the place of the region's own. */
    public URI endpoint() {
        return server.uri();
    }

    /** Reacts so to every request from now on. */
    public FakeSes always(HttpReaction reaction) {
        server.always(reaction);
        return this;
    }

    /** Reacts so to the next request only; several calls queue up. */
    public FakeSes next(HttpReaction reaction) {
        server.next(reaction);
        return this;
    }

    /** Refuses connections, as a service that is not there, until it behaves again. */
    public FakeSes down() {
        server.down();
        return this;
    }

    /** Forgets all reactions: healthy again, on the same port. */
    public FakeSes behave() {
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

    /** Returns the raw mail in a request; empty if there is none. */
    public static byte[] mail(ReceivedRequest request) {
        Map<?, ?> json = JsonReader.object(request.body()).orElse(Map.of());
        return Base64.getDecoder().decode(JsonReader.text(json, "Content", "Raw", "Data"));
    }

    /** Counts the connections so far. */
    public int connections() {
        return server.connections();
    }

    /** Refuses with an error of this type, such as {@code TooManyRequestsException}. */
    public static HttpReaction error(int status, String type, String message) {
        return HttpReaction.answer(
                status,
                Map.of(
                        "x-amzn-ErrorType",
                        type,
                        "x-amzn-RequestId",
                        UUID.randomUUID().toString(),
                        "Content-Type",
                        "application/json"),
                "{\"message\":\"" + message + "\"}");
    }

    /** Refuses as too fast. */
    public static HttpReaction tooManyRequests() {
        return error(429, "TooManyRequestsException", "Maximum sending rate exceeded.");
    }

    /** Stops listening and closes the connections. */
    @Override
    public void close() {
        server.close();
    }

    private HttpReaction answer(ReceivedRequest request) {
        Matcher signed = SIGNED.matcher(request.header("Authorization").orElse(""));
        if (!signed.matches()) {
            return error(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!keys.isEmpty() && !keys.contains(signed.group(1))) {
            return error(403, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (request.method().equals("GET") && request.path().equals("/v2/email/account")) {
            return HttpReaction.answer(200, "{\"SendingEnabled\":true,\"ProductionAccessEnabled\":true}");
        }
        if (!request.method().equals("POST") || !request.path().equals("/v2/email/outbound-emails")) {
            return error(404, "UnknownOperationException", "no such operation");
        }
        return send(request);
    }

    private static HttpReaction send(ReceivedRequest request) {
        Map<?, ?> json = JsonReader.object(request.body()).orElse(Map.of());
        if (!JsonReader.text(json, "Destination", "ToAddresses", 0).matches("[\\x21-\\x7E]+@[A-Za-z0-9.-]+")) {
            return error(400, "BadRequestException", "Illegal address");
        }
        if (MimeHead.of(mail(request)).header("From").isEmpty()) {
            return error(400, "BadRequestException", "Missing required header 'From'.");
        }
        String id = "0100" + UUID.randomUUID() + "-000000";
        return HttpReaction.accept(200, Map.of("Content-Type", "application/json"), "{\"MessageId\":\"" + id + "\"}");
    }

    private void note(ReceivedRequest request, HttpReaction reaction) {
        if (reaction.takes()) {
            Map<?, ?> json = JsonReader.object(request.body()).orElse(Map.of());
            taken.add(MimeHead.of(mail(request)).taken(JsonReader.text(json, "Destination", "ToAddresses", 0)));
        }
    }
}
