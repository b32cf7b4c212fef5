package com.jkboat.notify.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A network of our own on loopback: what goes over it can be cut, held up, and lost at the worst moment. */
final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    private final ServerSocket listener;
    private final int target;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Object state = new Object();
    private boolean cut; // guarded by state
    private boolean held; // guarded by state
    private boolean answersHeld; // guarded by state
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Loss loss = Loss.NOTHING;

    /** What is lost of the commit of a transaction that stores a message. */
    enum Loss {
        NOTHING,
        /** The commit itself never arrives. */
        COMMIT,
        /** The commit is carried out and its answer never arrives. */
        ANSWER_TO_COMMIT
    }

    private TcpProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Listens on a free port and passes everything on to the target port on this machine. */
    static TcpProxy to(int target) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Breaks every connection and refuses new ones. */
    void cut() {
        synchronized (state) {
            cut = true;
        }
        lines.forEach(Line::close);
    }

    /** Passes nothing on in either direction, while every connection stays open: half-open, as behind a dead router. */
    void hold() {
        synchronized (state) {
            held = true;
        }
    }

    /** Passes everything on to the server, and nothing of its answers: the network is cut one way. */
    void holdAnswers() {
        synchronized (state) {
            answersHeld = true;
        }
    }

    /** Returns how many connections were asked for. */
    int accepted() {
        return accepted.get();
    }

    /** Works again; what was held up arrives now. */
    void mend() {
        synchronized (state) {
            cut = false;
            held = false;
            answersHeld = false;
            state.notifyAll();
        }
    }

    /** Loses this once, of the next transaction that stores a message; its connection breaks then. */
    void loseOnce(Loss what) {
        loss = what;
    }

    /** Returns how often something was lost. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
        mend();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                connect(client);
            } catch (IOException e) {
                refused.incrementAndGet(); // the proxy was closed, or the target is away: the next may fare better
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (isCut()) {
            client.close();
        } else {
            new Line(client, new Socket(InetAddress.getLoopbackAddress(), target)).open();
        }
    }

    private boolean isCut() {
        synchronized (state) {
            return cut;
        }
    }

    private void awaitFlow(boolean ofAnswers) throws IOException {
        synchronized (state) {
            try {
                while (held || (ofAnswers && answersHeld)) {
                    state.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** What one side sends to the other, as it is passed on. */
    private interface Passage {
        /** Passes it on, or answers false to break the connection. */
        boolean pass(byte[] bytes, int length, OutputStream out) throws IOException;
    }

    /** One connection through the proxy. */
    private final class Line {

        private final Socket client;
        private final Socket server;
        private volatile boolean storing;
        private volatile boolean deaf;

        private Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void open() throws IOException {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            lines.add(this);
            daemon(() -> pump(client, server, this::toServer));
            daemon(() -> pump(server, client, this::toClient));
        }

        void close() {
            lines.remove(this);
            shut(client);
            shut(server);
        }

        private void pump(Socket from, Socket to, Passage passage) {
            byte[] bytes = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int length = in.read(bytes);
                while (length >= 0) {
                    awaitFlow(from == server);
                    if (!passage.pass(bytes, length, out)) {
                        break;
                    }
                    length = in.read(bytes);
                }
            } catch (IOException e) { // one side is gone, so the other has to go
                shut(to);
            } finally {
                close();
            }
        }

        private boolean toServer(byte[] bytes, int length, OutputStream out) throws IOException {
            String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            storing |= text.contains("INSERT INTO notify_message");
            Loss due = storing && text.contains("COMMIT") ? loss : Loss.NOTHING;
            if (due != Loss.NOTHING) {
                loss = Loss.NOTHING;
                lost.incrementAndGet();
            }
            deaf = due == Loss.ANSWER_TO_COMMIT;
            if (due == Loss.COMMIT) {
                return false;
            }
            out.write(bytes, 0, length);
            return true;
        }

        private boolean toClient(byte[] bytes, int length, OutputStream out) throws IOException {
            if (deaf) {
                return false;
            }
            out.write(bytes, 0, length);
            return true;
        }

        private void shut(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
