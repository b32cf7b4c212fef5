package com.jkboat.notify.testkit.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a server offers beyond the bare protocol; not safe for use by several threads.
 *
 * @since 0.1
 */
public final class SmtpServerOptions {

    int port;
    boolean startTls;
    boolean implicitTls;
    Optional<TestCertificate> certificate = Optional.empty();
    List<String> extensions = List.of("8BITMIME", "ENHANCEDSTATUSCODES");
    List<String> mechanisms = List.of("PLAIN", "LOGIN", "XOAUTH2");
    final Map<String, String> secretsByUser = new TreeMap<>();

    SmtpServerOptions() {}

    /** Listens on this port instead of a free one, such as that of a server that was closed before. */
    public SmtpServerOptions port(int number) {
        this.port = number;
        return this;
    }

    /** Shows this certificate instead of {@link TestCertificate#localhost()}. */
    public SmtpServerOptions certificate(TestCertificate shown) {
        this.certificate = Optional.of(shown);
        return this;
    }

    /** Offers STARTTLS with {@link TestCertificate#localhost()}; login is offered after it only. */
    public SmtpServerOptions startTls() {
        this.startTls = true;
        return this;
    }

    /** Speaks TLS from the first byte, with {@link TestCertificate#localhost()}. */
    public SmtpServerOptions implicitTls() {
        this.implicitTls = true;
        return this;
    }

    /** Announces these extensions only, such as {@code SMTPUTF8} or {@code SIZE 1000}. */
    public SmtpServerOptions extensions(String... lines) {
        this.extensions = List.of(lines);
        return this;
    }

    /** Adds a user; as soon as there is one, mail is taken from users only. */
    public SmtpServerOptions user(String name, String secret) {
        this.secretsByUser.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(secret, "secret"));
        return this;
    }

    /** Offers these ways to log in instead of PLAIN, LOGIN and XOAUTH2. */
    public SmtpServerOptions mechanisms(String... names) {
        this.mechanisms = List.of(names);
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public ScriptedSmtpServer start() {
        try {
            ScriptedSmtpServer server = new ScriptedSmtpServer(this);
            ScriptedSmtpServer.startThread(server::listen);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
