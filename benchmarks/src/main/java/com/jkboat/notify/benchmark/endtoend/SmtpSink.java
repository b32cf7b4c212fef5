package com.jkboat.notify.benchmark.endtoend;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes mails and forgets them, in a process of its own; understands pipelining.
 *
 * <p>Prints its port, then the number of mails taken so far for each line it reads; ends with its input.
 */
final class SmtpSink {

    private static final byte[] EHLO =
            "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "250 2.0.0 ok\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GO_AHEAD = "354 go ahead\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HELLO = "220 sink\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYE = "221 bye\r\n".getBytes(StandardCharsets.US_ASCII);

    private final AtomicLong taken = new AtomicLong();

    private SmtpSink() {}

    public static void main(String[] args) throws IOException {
        SmtpSink sink = new SmtpSink();
        try (ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            daemon(() -> sink.accept(server)).start();
            System.out.println(server.getLocalPort());
            while (in.readLine() != null) {
                System.out.println(sink.taken.get());
            }
        }
    }

    private void accept(ServerSocket server) {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket)).start();
            }
        } catch (IOException e) { // closed: the end
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            OutputStream out = socket.getOutputStream();
            out.write(HELLO);
            for (int first = command(in); first >= 0; first = command(in)) {
                out.write(reply(first));
                if (first == 'D') {
                    skipMail(in);
                    taken.incrementAndGet();
                    out.write(OK);
                }
            }
        } catch (IOException e) { // the client is gone
            return;
        }
    }

    private static byte[] reply(int first) {
        return switch (first) {
            case 'E' -> EHLO;
            case 'D' -> GO_AHEAD;
            case 'Q' -> BYE;
            default -> OK;
        };
    }

    /** Reads a line and returns its first letter. */
    private static int command(InputStream in) throws IOException {
        int first = in.read();
        int b = first;
        while (b >= 0 && b != '\n') {
            b = in.read();
        }
        return b < 0 ? -1 : Character.toUpperCase(first);
    }

    /** Reads to the line that holds only a dot. */
    private static void skipMail(InputStream in) throws IOException {
        int length = 0;
        int first = 0;
        int b = in.read();
        while (b >= 0) {
            if (b == '\n') {
                if (length == 1 && first == '.') {
                    return;
                }
                length = 0;
            } else if (b != '\r' && length++ == 0) {
                first = b;
            }
            b = in.read();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
