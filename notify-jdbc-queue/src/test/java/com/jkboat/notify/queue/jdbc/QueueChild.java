package com.jkboat.notify.queue.jdbc;

import static com.jkboat.notify.testkit.queue.QueueProbe.ids;
import static com.jkboat.notify.testkit.queue.QueueProbe.message;
import static com.jkboat.notify.testkit.queue.QueueProbe.request;

import com.jkboat.notify.jdbc.Database;
import com.jkboat.notify.jdbc.DatabaseOptions;
import com.jkboat.notify.queue.Lease;
import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.queue.Settlement;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process at the same queue, which prints what it does, a line each, until it is killed. */
final class QueueChild implements AutoCloseable {

    static final int BATCH = 7;

    private final Process process;
    private final BufferedReader output;

    private QueueChild(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one. */
    static QueueChild start(String work, String url) {
        return start(work, url, System.getProperty("java.class.path"));
    }

    /** Starts one that lacks what has this word in the name of its jar. */
    static QueueChild startWithout(String jar, String work, String url) {
        String all = System.getProperty("java.class.path");
        return start(
                work,
                url,
                Stream.of(all.split(File.pathSeparator))
                        .filter(path -> !Path.of(path).getFileName().toString().contains(jar))
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static QueueChild start(String work, String url, String classPath) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(java, "-cp", classPath, QueueChild.class.getName(), work, url);
        try {
            return new QueueChild(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads lines that begin with a word until so many are there, or the process has ended. */
    List<String> await(String word, int lines) {
        List<String> found = new ArrayList<>();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(word + " ")) {
                    found.add(line.substring(word.length() + 1));
                }
                if (found.size() == lines) {
                    return found;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** Ends it as {@code kill -9} does. */
    void kill() {
        process.toHandle().destroyForcibly(); // through the handle: what it has printed can still be read
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** What the other process does. */
    public static void main(String[] arguments) throws Exception {
        String url = arguments[1];
        try (Database database = Database.open(DatabaseOptions.of(url))) {
            NotificationQueue queue = JdbcNotificationQueue.open(database, JdbcQueueOptions.DEFAULTS);
            switch (arguments[0]) {
                case "lease" -> lease(queue);
                case "publish" -> publish(queue);
                case "transaction" -> publishWithoutCommit(queue, url);
                default -> drain(queue);
            }
        }
    }

    private static void lease(NotificationQueue queue) throws IOException {
        for (String id : ids(queue.receive(request(10, Duration.ofSeconds(10))))) {
            System.out.println("leased " + id);
        }
        waitForTheEnd();
    }

    private static void publish(NotificationQueue queue) {
        for (int batch = 0; ; batch++) {
            List<QueueMessage> messages = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                messages.add(message("m" + batch + "-" + i));
            }
            queue.publish(messages);
            System.out.println("accepted " + batch);
        }
    }

    private static void publishWithoutCommit(NotificationQueue queue, String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            queue.publish(List.of(message("a")), connection);
            System.out.println("published a");
            waitForTheEnd();
        }
    }

    private static void drain(NotificationQueue queue) {
        List<Lease> leases = queue.receive(request(5, Duration.ofSeconds(10)));
        while (!leases.isEmpty()) {
            ids(leases).forEach(id -> System.out.println("got " + id));
            queue.settle(leases.stream()
                    .map(lease -> (Settlement) new Settlement.Acknowledge(lease))
                    .toList());
            leases = queue.receive(request(5, Duration.ofMillis(500)));
        }
    }

    private static void waitForTheEnd() throws IOException {
        int unused = System.in.read();
    }
}
