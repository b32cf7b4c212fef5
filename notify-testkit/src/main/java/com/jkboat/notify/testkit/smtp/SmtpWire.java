package com.jkboat.notify.testkit.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Lines and content over one socket, which may turn into a TLS socket on the way. */
final class SmtpWire {

    private final Socket plain;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    SmtpWire(Socket socket) throws IOException {
        this.plain = socket;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    void secure(SSLContext context) throws IOException {
        SSLSocket tls = (SSLSocket)
                context.getSocketFactory().createSocket(plain, "localhost", plain.getLocalPort(), /* autoClose */ true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream());
        out = tls.getOutputStream();
    }

    boolean isSecured() {
        return socket instanceof SSLSocket;
    }

    /** Reads a line without its line end; empty at the end of the stream. */
    Optional<String> readLine() throws IOException {
        Optional<byte[]> line = readRawLine();
        return line.map(bytes -> new String(bytes, StandardCharsets.UTF_8).stripTrailing());
    }

    /** Waits for the first byte of the content without taking it. */
    void awaitContent() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException("the client left before its content");
        }
        in.reset();
    }

    /** Reads content up to the final dot, undoing the doubled dots; line ends stay as they came. */
    byte[] readContent() throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        while (true) {
            byte[] line = readRawLine().orElseThrow(() -> new EOFException("the client left in the middle"));
            if (line.length == 3 && line[0] == '.' && line[1] == '\r') {
                return content.toByteArray();
            }
            int start = line[0] == '.' ? 1 : 0;
            content.write(line, start, line.length - start);
        }
    }

    void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void close() throws IOException {
        socket.close();
    }

    void reset() throws IOException {
        plain.setSoLinger(true, 0);
        plain.close();
    }

    private Optional<byte[]> readRawLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int octet;
        while ((octet = in.read()) >= 0) {
            line.write(octet);
            if (octet == '\n') {
                return Optional.of(line.toByteArray());
            }
        }
        return Optional.empty();
    }
}
