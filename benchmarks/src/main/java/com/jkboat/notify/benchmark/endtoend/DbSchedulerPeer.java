package com.jkboat.notify.benchmark.endtoend;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.jkboat.notify.Event;
import com.jkboat.notify.benchmark.AngusComposer;
import com.jkboat.notify.booking.BookingDomain;
import com.jkboat.notify.message.EmailMessage;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a careful team builds: db-scheduler, Jakarta Mail on kept connections, and a row for each mail sent. */
final class DbSchedulerPeer implements Contender {

    private static final int THREADS = 8;
    private static final Session SESSION = session();

    private final DataSource database;
    private final Words words;
    private final int smtpPort;

    @SuppressWarnings("ThreadLocalUsage") // each contender has a mail sink of its own
    private final ThreadLocal<Transport> transports = new ThreadLocal<>();

    private final OneTimeTask<Booking> task;
    private volatile @Nullable CountDownLatch left;

    private record Booking(UUID id, LinkedHashMap<String, Object> payload) implements Serializable {}

    DbSchedulerPeer(DataSource database, Words words, int smtpPort) throws SQLException {
        this.database = database;
        this.words = words;
        this.smtpPort = smtpPort;
        this.task = Tasks.oneTime("confirmation", Booking.class)
                .execute((instance, context) -> confirm(instance.getData()));
        SchedulerTable.create(database);
        Sql.run(
                database,
                "CREATE TABLE peer_mail (id UUID PRIMARY KEY, recipient TEXT NOT NULL, sent_at TIMESTAMPTZ NOT NULL"
                        + " DEFAULT now())",
                "CREATE INDEX peer_mail_recipient ON peer_mail (recipient)");
    }

    private static Session session() {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", "127.0.0.1");
        return Session.getInstance(properties);
    }

    @Override
    public String name() {
        return "db-scheduler + Jakarta Mail";
    }

    @Override
    public void store(List<Event> events) {
        SchedulerClient client = SchedulerClient.Builder.create(database, task).build();
        Instant now = Instant.now();
        for (Event event : events) {
            Booking booking = new Booking(event.id(), new LinkedHashMap<>(event.payload()));
            client.scheduleIfNotExists(task.instance(event.id().toString(), booking), now);
        }
        left = new CountDownLatch(events.size());
    }

    @Override
    public void drain() throws InterruptedException {
        Scheduler scheduler = Scheduler.create(database, task)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(100))
                .pollUsingLockAndFetch(0.5, 4.0)
                .build();
        scheduler.start();
        CountDownLatch latch = left;
        if (latch == null || !latch.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the peer did not end");
        }
        scheduler.stop();
    }

    private void confirm(Booking booking) {
        Event event = Event.of(BookingDomain.CREATED, booking.payload()).withId(booking.id());
        EmailMessage mail = words.mail(event);
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(AngusComposer.compose(mail)));
            transport().sendMessage(message, message.getRecipients(Message.RecipientType.TO));
            record(mail);
        } catch (MessagingException | IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
        CountDownLatch latch = left;
        if (latch != null) {
            latch.countDown();
        }
    }

    private Transport transport() throws MessagingException {
        Transport transport = transports.get();
        if (transport == null) {
            transport = SESSION.getTransport();
            transport.connect("127.0.0.1", smtpPort, null, null);
            transports.set(transport);
        }
        return transport;
    }

    private void record(EmailMessage mail) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO peer_mail (id, recipient) VALUES (?, ?)")) {
            insert.setObject(1, mail.notificationId());
            insert.setString(2, mail.to().address());
            insert.execute();
        }
    }

    @Override
    public long recorded() throws Exception {
        return Sql.count(database, "SELECT count(*) FROM peer_mail");
    }

    @Override
    public void close() {}
}
