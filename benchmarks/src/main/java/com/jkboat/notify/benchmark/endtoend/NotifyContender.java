package com.jkboat.notify.benchmark.endtoend;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.booking.BookingDomain;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.Notify;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Notify as an application would use it, with its default settings. */
final class NotifyContender implements Contender {

    private static final int BATCH = 500;

    private final NotificationClient client;
    private final DataSource database;

    NotifyContender(DataSource database, String url, int smtpPort) {
        this.database = database;
        this.client = Notify.builder()
                .settings(Settings.of(Map.of(
                        "notify.environment",
                        "production",
                        "notify.sender",
                        Words.SENDER,
                        "notify.jdbc.url",
                        url,
                        "notify.providers",
                        "smtp",
                        "notify.provider.smtp.host",
                        "127.0.0.1",
                        "notify.provider.smtp.port",
                        String.valueOf(smtpPort))))
                .domain(new BookingDomain())
                .build();
    }

    @Override
    public String name() {
        return "Notify";
    }

    @Override
    public void store(List<Event> events) {
        for (int from = 0; from < events.size(); from += BATCH) {
            client.publishAll(events.subList(from, Math.min(events.size(), from + BATCH)));
        }
    }

    @Override
    public void drain() throws InterruptedException {
        client.workUntilIdle(Duration.ofMinutes(5));
    }

    @Override
    public long recorded() throws Exception {
        return Sql.count(database, "SELECT count(*) FROM notify_notification WHERE status = 'sent'");
    }

    @Override
    public void close() {
        client.close();
    }
}
