package com.jkboat.notify.smtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.util.WriteTimeoutSocket;

/**
 * Connects to the server, at the first of its addresses that answers, with a limit on every wait.
 *
 * <p>The sockets are those of channels, as only these give up at once when their thread is interrupted. They send without
 * delay: Nagle's algorithm costs 40 ms a mail where answers are waited for.
 */
final class SmtpSockets {

    /** Enough for one of each family and a spare; what is beyond them would only add to the longest wait. */
    private static final int MOST_ADDRESSES = 3;

    /** Finds the addresses of a name. */
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final SmtpOptions options;
    private final Names names;
    private final ScheduledExecutorService writeLimits = writeLimits();

    SmtpSockets(SmtpOptions options, Names names) {
        this.options = options;
        this.names = names;
    }

    /** Connects; the name stays with the address, so that TLS checks it and no reverse lookup is made. */
    Socket connect() throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : addresses()) {
            try {
                return connect(InetAddress.getByAddress(options.host(), address.getAddress()));
            } catch (IOException e) {
                failure = e;
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        throw failure;
    }

    /** Returns the address of our end as EHLO wants it where there is no name (RFC 5321 4.1.3). */
    static String literal(Socket socket) {
        InetAddress address = socket.getLocalAddress();
        String digits = address.getHostAddress().replaceFirst("%.*", "");
        return address instanceof Inet6Address ? "[IPv6:" + digits + "]" : "[" + digits + "]";
    }

    private List<InetAddress> addresses() throws IOException {
        return Arrays.stream(names.addresses(options.host()))
                .limit(MOST_ADDRESSES)
                .toList();
    }

    private Socket connect(InetAddress address) throws IOException {
        SmtpTimeouts timeouts = options.timeouts();
        Socket socket = SocketChannel.open().socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis(timeouts.read()));
            socket.connect(new InetSocketAddress(address, options.port()), millis(timeouts.connect()));
            return new WriteTimeoutSocket(socket, millis(timeouts.write()), writeLimits);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static int millis(Duration limit) {
        return Math.toIntExact(limit.toMillis());
    }

    /** One thread that watches over all writes; it ends by itself when there is nothing to watch. */
    private static ScheduledExecutorService writeLimits() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "notify-smtp-write-limit");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(10, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
