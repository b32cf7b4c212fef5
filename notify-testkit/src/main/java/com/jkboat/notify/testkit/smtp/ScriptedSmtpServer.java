package com.jkboat.notify.testkit.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An SMTP server for tests that takes every mail, unless told to fail at a step.
 *
 * <pre>{@code
 * try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
 *     server.once(SmtpStep.RCPT, SmtpReaction.reply(451, "4.7.1 greylisted"));
 *     // send to localhost, server.port()
 *     assertThat(server.accepted()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Listens on the loopback address. Safe for concurrent callers; reactions set while a client is connected count from
 * its next command.
 *
 * @since 0.1
 */
public final class ScriptedSmtpServer implements AutoCloseable {

    private final Object lock = new Object();
    private final ServerSocket listener;
    private final SmtpServerOptions options;
    private final SmtpScript script = new SmtpScript();
    private final List<SmtpTranscript> transcripts = new ArrayList<>(); // guarded by lock
    private final List<ReceivedMail> received = new ArrayList<>(); // guarded by lock
    private final List<ReceivedMail> accepted = new ArrayList<>(); // guarded by lock
    private final List<Socket> sockets = new ArrayList<>(); // guarded by lock
    private boolean closed; // guarded by lock

    ScriptedSmtpServer(SmtpServerOptions options) throws IOException {
        this.options = options;
        this.listener = new ServerSocket(options.port, 200, InetAddress.getLoopbackAddress());
    }

    /** Starts a server without TLS and login on a free port. */
    public static ScriptedSmtpServer start() {
        return configure().start();
    }

    /** Begins a server that offers more than the bare protocol. */
    public static SmtpServerOptions configure() {
        return new SmtpServerOptions();
    }

    /** Returns the port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Tells what to do at a step from now on. */
    public ScriptedSmtpServer always(SmtpStep step, SmtpReaction reaction) {
        script.always(step, reaction);
        return this;
    }

    /** Tells what to do at a step the next time only; several calls queue up. */
    public ScriptedSmtpServer once(SmtpStep step, SmtpReaction reaction) {
        script.once(step, reaction);
        return this;
    }

    /** Tells how to answer a RCPT for this address, whatever its case. */
    public ScriptedSmtpServer forRecipient(String address, SmtpReaction reaction) {
        script.forRecipient(address, reaction);
        return this;
    }

    /** Forgets all reactions: healthy again. */
    public ScriptedSmtpServer behave() {
        script.clear();
        return this;
    }

    /** Lets everything that stalls go on. */
    public void release() {
        script.release();
    }

    /** Closes all connections without a word, and goes on listening. */
    public void dropConnections() {
        synchronized (lock) {
            sockets.forEach(ScriptedSmtpServer::closeQuietly);
            sockets.clear();
        }
    }

    /** Returns the messages whose final dot came, whatever was answered; in order. */
    public List<ReceivedMail> received() {
        synchronized (lock) {
            return List.copyOf(received);
        }
    }

    /** Returns the messages that were answered with a 2xx reply after their final dot; in order. */
    public List<ReceivedMail> accepted() {
        synchronized (lock) {
            return List.copyOf(accepted);
        }
    }

    /** Returns what was said, one transcript per connection, in the order they were opened. */
    public List<SmtpTranscript> transcripts() {
        synchronized (lock) {
            return List.copyOf(transcripts);
        }
    }

    /** Counts the connections so far. */
    public int connections() {
        return transcripts().size();
    }

    /** Counts how often a step was reached. */
    public int reached(SmtpStep step) {
        return script.reached(step);
    }

    /**
     * Waits until a step was reached this many times since the start.
     *
     * @return false when the time is up
     * @throws InterruptedException if interrupted while waiting
     */
    public boolean awaitReached(SmtpStep step, int times, Duration limit) throws InterruptedException {
        return script.awaitReached(step, times, limit);
    }

    /** Stops listening and closes every connection; what was received can still be read. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        script.release();
        dropConnections();
    }

    SmtpScript script() {
        return script;
    }

    SmtpLogin login() {
        return new SmtpLogin(options.mechanisms, options.secretsByUser);
    }

    boolean requiresLogin() {
        return !options.secretsByUser.isEmpty();
    }

    TestCertificate certificate() {
        return options.certificate.orElseGet(TestCertificate::localhost);
    }

    String greeting(boolean secured) {
        List<String> lines = new ArrayList<>(List.of("localhost"));
        lines.addAll(options.extensions);
        if (options.startTls && !secured) {
            lines.add("STARTTLS");
        }
        if (requiresLogin() && (secured || !options.startTls)) {
            lines.add("AUTH " + String.join(" ", options.mechanisms));
        }
        return String.join("\n", lines);
    }

    String received(ReceivedMail mail) {
        synchronized (lock) {
            received.add(mail);
            return "Q" + received.size();
        }
    }

    void accepted(ReceivedMail mail) {
        synchronized (lock) {
            accepted.add(mail);
        }
    }

    void listen() {
        while (true) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                startThread(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        SmtpTranscript transcript = new SmtpTranscript();
        synchronized (lock) {
            if (closed) {
                closeQuietly(socket);
                return;
            }
            sockets.add(socket);
            transcripts.add(transcript);
        }
        try (socket) {
            SmtpWire wire = new SmtpWire(socket);
            if (options.implicitTls) {
                wire.secure(certificate().forServer());
            }
            new SmtpConversation(this, wire, transcript).run();
        } catch (IOException e) {
            transcript.server("(connection lost)");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void startThread(Runnable work) {
        Thread thread = new Thread(work, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
