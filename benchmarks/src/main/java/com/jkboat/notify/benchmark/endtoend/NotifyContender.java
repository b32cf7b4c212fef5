package com.jkboat.notify.benchmark.endtoend;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.booking.BookingDomain;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.Notify;
import com.jkboat.notify.event.NotificationDomain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Notify as an application would use it, with its default settings. */
final class NotifyContender implements Contender {

    private static final int BATCH = 500;

    private final String name;
    private final NotificationClient client;
    private final DataSource database;

    /** Does what the others do: each event owes one mail, and nothing else. */
    static NotifyContender withOneMailEach(DataSource database, String url, int smtpPort) {
        return new NotifyContender("Notify", new ConfirmationsOnly(), database, url, smtpPort);
    }

    /** The domain as it is: beside its mail, each event has a reminder to decide on and to record. */
    static NotifyContender withBookings(DataSource database, String url, int smtpPort) {
        return new NotifyContender("Notify, with reminders", new BookingDomain(), database, url, smtpPort);
    }

    private NotifyContender(String name, NotificationDomain domain, DataSource database, String url, int smtpPort) {
        this.name = name;
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
                .domain(domain)
                .build();
    }

    @Override
    public String name() {
        return name;
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
