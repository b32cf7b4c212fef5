package com.jkboat.notify.faults;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.Notify;
import com.jkboat.notify.event.InDoubtPolicy;
import com.jkboat.notify.faults.FaultyProvider.Waits;
import com.jkboat.notify.queue.DeadLetters;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/** A process beside the workers: publishes inside a transaction it never commits, or replays every dead letter. */
final class CallerMain {

    private CallerMain() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Settings settings = Settings.load(folder.resolve(WorkerProcess.SETTINGS));
        try (NotificationClient client = Notify.builder()
                .settings(settings)
                .domain(new Tickets())
                .provider(new FaultyProvider(new SendLog(Path.of(args[1])), Waits.none(folder)))
                .build()) {
            if (Boolean.getBoolean("faults.replay")) {
                client.deadLetters().replay(DeadLetters.Filter.all());
            } else {
                publishWithoutCommit(client, settings.find("notify.jdbc.url").orElseThrow(), folder);
            }
        }
    }

    private static void publishWithoutCommit(NotificationClient client, String url, Path folder) throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            for (Event event : List.of(Tickets.ticket(InDoubtPolicy.ASK), Tickets.ticket(InDoubtPolicy.ASK))) {
                client.publish(event, connection);
            }
            Gate published = Gate.shut(folder.resolve("published"));
            published.pass(); // killed here
        }
    }
}
