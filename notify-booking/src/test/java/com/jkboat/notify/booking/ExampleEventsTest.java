package com.jkboat.notify.booking;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.Receipt;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.EventReader;
import com.jkboat.notify.core.Notify;
import com.jkboat.notify.template.Rendered;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events under examples/events are ones the schemas take and the templates can show. */
class ExampleEventsTest {

    private static final Path EXAMPLES = Path.of("..", "examples", "events");

    @TempDir
    private Path folder;

    @Test
    void areAllTaken() throws IOException {
        List<Event> events = Stream.concat(
                        season(), Stream.of(example("booking-created.json"), example("booking-cancelled.json")))
                .toList();

        List<Receipt> receipts;
        try (NotificationClient client = Notify.builder()
                .settings(Settings.defaults()
                        .with("notify.queue", "memory")
                        .with("notify.audit", "memory")
                        .with("notify.data", folder.toString()))
                .domain(new BookingDomain())
                .build()) {
            receipts = client.publishAll(events);
        }

        assertThat(receipts).hasSize(224);
    }

    @Test
    void canAllBeShown() throws IOException {
        season().forEach(event -> {
            Rendered mail = Mails.branded().render(routeOf(event), event);

            assertThat(mail.subject()).contains(event.text("bookingId").orElseThrow());
            assertThat(mail.text()).contains(event.text("customerName").orElseThrow());
        });
    }

    @Test
    void areWhatTheirGeneratorWrites() throws Exception {
        Path written = folder.resolve("season.ndjson");

        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        EXAMPLES.resolve("SeasonGenerator.java").toString())
                .redirectOutput(written.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(generator.waitFor()).isZero();
        assertThat(written).hasSameBinaryContentAs(EXAMPLES.resolve("season.ndjson"));
    }

    private static Stream<Event> season() throws IOException {
        return Files.readAllLines(EXAMPLES.resolve("season.ndjson")).stream()
                .map(line -> EventReader.read(line.getBytes(StandardCharsets.UTF_8)));
    }

    private static Event example(String file) throws IOException {
        return EventReader.read(Files.readAllBytes(EXAMPLES.resolve(file)));
    }

    private static String routeOf(Event event) {
        return switch (event.type()) {
            case BookingDomain.CREATED -> "booking-confirmation";
            case BookingDomain.UPDATED -> "booking-update";
            default -> "booking-cancellation";
        };
    }
}
