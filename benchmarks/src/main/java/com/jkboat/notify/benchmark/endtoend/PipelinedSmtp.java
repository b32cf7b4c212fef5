package com.jkboat.notify.benchmark.endtoend;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The fewest bytes and round trips one mail can be handed over with; knows no error but the end. */
final class PipelinedSmtp implements AutoCloseable {

    private static final byte[] END = "\r\n.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    PipelinedSmtp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        expect("220");
        write("EHLO limit\r\n");
        expect("250");
    }

    void send(EmailMessage mail) throws IOException {
        byte[] bytes = MimeComposer.compose(mail);
        write("MAIL FROM:<" + mail.from().address() + ">\r\nRCPT TO:<"
                + mail.to().address() + ">\r\nDATA\r\n");
        expect("250");
        expect("250");
        expect("354");
        out.write(bytes); // composed lines never begin with a dot here
        out.write(END);
        expect("250");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a reply to its last line. */
    private void expect(String code) throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        if (!line.startsWith(code)) {
            throw new IOException("expected " + code + ", but got: " + line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
