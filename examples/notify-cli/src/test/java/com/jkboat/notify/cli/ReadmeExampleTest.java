package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.Story;
import com.jkboat.notify.booking.BookingCreated;
import com.jkboat.notify.booking.BookingDomain;
import com.jkboat.notify.booking.Customer;
import com.jkboat.notify.booking.Price;
import com.jkboat.notify.booking.Tour;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.Notify;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the README, which compiles, runs, and is the same there and here. */
class ReadmeExampleTest {

    @TempDir
    private Path folder;

    @Test
    void sendsAConfirmation() throws Exception {
        // README begins
        Settings settings = Settings.defaults().with("notify.data", folder.toString());
        BookingCreated booking = new BookingCreated(
                "BK123456",
                new Customer("CUST789", "john.doe@example.com", "John Doe"),
                new Tour("TOUR456", "Sunset Harbour Cruise", LocalDate.of(2031, 2, 20), LocalTime.of(18, 0)),
                4,
                Price.of("240.00", "EUR"));
        try (NotificationClient client =
                Notify.builder().settings(settings).domain(new BookingDomain()).build()) {
            client.start();
            client.publish(booking.toEvent());
            client.workUntilIdle(Duration.ofSeconds(30));
            Story story = client.notifications().explain("booking/BK123456");
            story.timeline().forEach(System.out::println);
        }
        // README ends

        try (var mails = Files.list(folder.resolve("outbox"))) {
            assertThat(mails).hasSize(1);
        }
    }

    @Test
    void standsInTheReadmeAsItIsHere() throws IOException {
        Path source = Path.of("src/test/java/com/jkboat/notify/cli/ReadmeExampleTest.java");

        String here = Files.readAllLines(source).stream()
                .dropWhile(line -> !line.contains("// README begins"))
                .skip(1)
                .takeWhile(line -> !line.contains("// README ends"))
                .map(line -> line.replaceFirst("^ {8}", ""))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../../README.md"))).contains("```java\n" + here + "\n```");
    }
}
