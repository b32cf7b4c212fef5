package com.jkboat.notify.testkit.http;

import com.jkboat.notify.testkit.provider.TakenEmail;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The messages API of Mailgun on this machine: takes every mail of the right shape, unless told to misbehave.
 *
 * <p>Knows {@code messages.mime} of one domain, and answers as Mailgun does. Safe for concurrent callers.
 *
 * @since 0.1
 */
public final class FakeMailgun implements AutoCloseable {

    private final String domain;
    private final List<TakenEmail> taken = new CopyOnWriteArrayList<>();
    private volatile Set<String> keys = Set.of();
    private final LoopbackHttpServer server;

    private FakeMailgun(String domain) {
        this.domain = domain;
        this.server = new LoopbackHttpServer(this::answer, this::note);
    }

    /** Starts one on a free port for this sending domain; it takes any key. */
    public static FakeMailgun start(String domain) {
        return new FakeMailgun(domain);
    }

    /** Takes these keys and no others from now on. */
    public FakeMailgun allowOnly(String... apiKeys) {
        keys = Set.of(apiKeys);
        return this;
    }

    /** Returns the address in the place of {@code https://api.mailgun.net}. */
    public URI baseUrl() {
        return server.uri();
    }

    /** Reacts so to every request from now on. */
    public FakeMailgun always(HttpReaction reaction) {
        server.always(reaction);
        return this;
    }

    /** Reacts so to the next request only; several calls queue up. */
    public FakeMailgun next(HttpReaction reaction) {
        server.next(reaction);
        return this;
    }

    /** Refuses connections, as a service that is not there, until it behaves again. */
    public FakeMailgun down() {
        server.down();
        return this;
    }

    /** Forgets all reactions: healthy again, on the same port. */
    public FakeMailgun behave() {
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

    /** Returns the values of a field of a request's form, in order. */
    public static List<String> field(ReceivedRequest request, String name) {
        return MultipartForm.of(request).all(name);
    }

    /** Counts the connections so far. */
    public int connections() {
        return server.connections();
    }

    /** Refuses with a status and a message, as Mailgun words them. */
    public static HttpReaction refusal(int status, String message) {
        return HttpReaction.answer(status, json(message));
    }

    /** Refuses as too fast, and says how many seconds to wait. */
    public static HttpReaction tooManyRequests(int seconds) {
        return HttpReaction.answer(429, Map.of("Retry-After", String.valueOf(seconds)), json("Too many requests"));
    }

    /** Stops listening and closes the connections. */
    @Override
    public void close() {
        server.close();
    }

    private HttpReaction answer(ReceivedRequest request) {
        if (!isAllowed(request)) {
            return HttpReaction.answer(401, "Forbidden");
        }
        if (!request.path().startsWith("/v3/" + domain + "/messages")) {
            return refusal(404, "Domain not found: " + domain);
        }
        if (!request.method().equals("POST")) {
            return HttpReaction.answer(405, json("method not allowed"));
        }
        return answer(MultipartForm.of(request));
    }

    private HttpReaction answer(MultipartForm form) {
        if (form.first("message").isEmpty()) {
            return refusal(400, "from parameter is missing");
        }
        if (!form.first("to").orElse("").matches("[\\x21-\\x7E]+@[A-Za-z0-9.-]+")) {
            return refusal(400, "to parameter is not a valid address. please check documentation");
        }
        if (MimeHead.of(bytes(form)).header("From").isEmpty()) {
            return refusal(400, "from parameter is not a valid address. please check documentation");
        }
        String id = "<" + UUID.randomUUID() + "@" + domain + ">";
        return HttpReaction.accept(200, Map.of(), "{\"id\":\"" + id + "\",\"message\":\"Queued. Thank you.\"}");
    }

    private boolean isAllowed(ReceivedRequest request) {
        String basic = request.header("Authorization").orElse("").replaceFirst("^Basic ", "");
        String login = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        boolean known = keys.isEmpty() || keys.contains(login.replaceFirst("^api:", ""));
        return login.startsWith("api:") && known;
    }

    private void note(ReceivedRequest request, HttpReaction reaction) {
        if (reaction.takes()) {
            MultipartForm form = MultipartForm.of(request);
            taken.add(MimeHead.of(bytes(form)).taken(form.first("to").orElse("")));
        }
    }

    private static byte[] bytes(MultipartForm form) {
        return form.first("message").orElse("").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String json(String message) {
        return "{\"message\":\"" + message + "\"}";
    }
}
