package com.jkboat.notify.testkit.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The connections of a fake provider, and its script of misbehaviour; speaks HTTP/1.1 with kept connections. */
final class LoopbackHttpServer implements AutoCloseable {

    private static final int BACKLOG = 200;

    private final Object lock = new Object();
    private final Function<ReceivedRequest, HttpReaction> healthy;
    private final BiConsumer<ReceivedRequest, HttpReaction> log;
    private final int port;
    private final Set<Socket> sockets = new HashSet<>(); // guarded by lock
    private final Deque<HttpReaction> next = new ArrayDeque<>(); // guarded by lock
    private final List<ReceivedRequest> requests = new ArrayList<>(); // guarded by lock
    private Optional<HttpReaction> always = Optional.empty(); // guarded by lock
    private ServerSocket listener; // guarded by lock
    private CountDownLatch deaf; // guarded by lock
    private boolean closed; // guarded by lock
    private int connections; // guarded by lock
    private int round; // guarded by lock

    /**
     * Starts listening on a free port.
     *
     * @param healthy what to do with a request nothing else is told for
     * @param log is given every whole request with the reaction to it, before the reaction shows
     */
    LoopbackHttpServer(Function<ReceivedRequest, HttpReaction> healthy, BiConsumer<ReceivedRequest, HttpReaction> log) {
        this.healthy = healthy;
        this.log = log;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        this.deaf = accept(listener);
    }

    URI uri() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
    }

    void always(HttpReaction reaction) {
        synchronized (lock) {
            always = Optional.of(reaction);
        }
    }

    void next(HttpReaction reaction) {
        synchronized (lock) {
            next.add(reaction);
        }
    }

    /** Forgets the script, ends what stalls, and listens again if it did not. */
    void behave() {
        synchronized (lock) {
            always = Optional.empty();
            next.clear();
            round++;
            lock.notifyAll();
            if (listener.isClosed() && !closed) {
                listener = listen(port);
                deaf = accept(listener);
            }
        }
    }

    /** Refuses connections from now on, and closes those there are. */
    void down() {
        CountDownLatch ending;
        synchronized (lock) {
            closeQuietly(listener);
            sockets.forEach(LoopbackHttpServer::closeQuietly);
            ending = deaf;
        }
        try {
            ending.await(); // the port is free only when nobody waits at it any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the requests that came whole, in order. */
    List<ReceivedRequest> requests() {
        synchronized (lock) {
            return List.copyOf(requests);
        }
    }

    /** Counts the connections so far. */
    int connections() {
        synchronized (lock) {
            return connections;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            round++;
            lock.notifyAll();
        }
        down();
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException("no port on this machine to listen on", e);
        }
    }

    /** Serves the listener; the latch opens when it is closed and left. */
    private CountDownLatch accept(ServerSocket from) {
        CountDownLatch left = new CountDownLatch(1);
        start(() -> {
            try {
                while (true) {
                    serveNext(from.accept());
                }
            } finally {
                left.countDown();
            }
        });
        return left;
    }

    private void serveNext(Socket socket) {
        synchronized (lock) {
            sockets.add(socket);
            connections++;
        }
        start(() -> serve(socket));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the client or the test has closed it: nothing to serve any more
                    }
                },
                "fake-provider");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            RequestReader reader = new RequestReader(new BufferedInputStream(socket.getInputStream()));
            boolean kept = true;
            while (kept) {
                kept = reader.readHead() && react(reader, socket);
            }
        } finally {
            synchronized (lock) {
                sockets.remove(socket);
            }
        }
    }

    /** Reacts to a request; answers whether the connection is kept. */
    private boolean react(RequestReader reader, Socket socket) throws IOException {
        Optional<HttpReaction> scripted = scripted();
        HttpReaction reaction;
        if (scripted.filter(it -> it.moment() == HttpReaction.Moment.HEAD).isPresent()) {
            reaction = scripted.get();
        } else {
            ReceivedRequest request = reader.readRest();
            reaction = scripted.orElseGet(() -> healthy.apply(request));
            note(request, reaction);
        }
        socket.getOutputStream().write(reaction.bytes());
        if (reaction.ending() == HttpReaction.Ending.STALL) {
            stall();
        }
        return reaction.ending() == HttpReaction.Ending.KEEP;
    }

    private void note(ReceivedRequest request, HttpReaction reaction) {
        synchronized (lock) {
            requests.add(request);
        }
        log.accept(request, reaction);
    }

    private Optional<HttpReaction> scripted() {
        synchronized (lock) {
            return Optional.ofNullable(next.poll()).or(() -> always);
        }
    }

    private void stall() {
        synchronized (lock) {
            int mine = round;
            while (mine == round) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // it is closed then
        }
    }
}
