package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.jkboat.notify.cli.Cli.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionsTest {

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder.resolve("data"));
    }

    @Test
    void showsABookingInTheShapeOfTheQueryApi() throws IOException {
        cli().run("run", Cli.event("booking-created.json"));

        JsonNode answer = cli().run("show", "--booking", "BK123456", "--json").json();

        assertThat(answer.path("bookingId").asText()).isEqualTo("BK123456");
        JsonNode confirmation = answer.path("notifications").findParents("emailType").stream()
                .filter(one -> one.path("emailType").asText().equals("booking-confirmation"))
                .findFirst()
                .orElseThrow();
        assertThat(confirmation.fieldNames())
                .toIterable()
                .containsExactly(
                        "id", "eventType", "emailType", "recipient", "status", "attempts", "sentAt", "providerId");
        assertThat(confirmation.path("status").asText()).isEqualTo("sent");
        assertThat(confirmation.path("recipient").asText()).isEqualTo("john.doe@example.com");
    }

    @Test
    void findsByCustomerRecipientStatusAndId() throws IOException {
        cli().run("run", Cli.event("booking-created.json"));

        String id = cli().run("show", "--customer", "CUST789", "--json")
                .json()
                .path("notifications")
                .get(0)
                .path("id")
                .asText();

        assertThat(cli().run("show", "--recipient", "John.Doe@example.com").out())
                .contains("booking-confirmation");
        assertThat(cli().run("show", "--status", "expired").out()).contains("booking-reminder");
        assertThat(cli().run("show", "--id", id).out()).contains(id);
        assertThat(cli().run("show", "--id", "00000000-0000-4000-8000-000000000000")
                        .code())
                .isEqualTo(1);
        assertThat(cli().run("show", "--status", "lost").code()).isEqualTo(2);
    }

    @Test
    void tellsTheStoryOfABooking() throws IOException {
        cli().run("run", Cli.event("booking-created.json"), Cli.event("booking-cancelled.json"));

        Ended told = cli().run("explain", "BK123456");

        assertThat(told.out())
                .contains("The story of booking/BK123456")
                .contains("booking-confirmation  attempt by eml  1: accepted")
                .contains("Where it stands")
                .contains("booking-cancellation");
        assertThat(cli().run("explain", "BK123456", "--json").json().path("timeline"))
                .isNotEmpty();
        assertThat(cli().run("explain", "NOBODY").code()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongAndWhatIsRight() throws IOException {
        Ended well = cli().run("doctor");
        Ended ill =
                cli().run("doctor", "-D", "notify.providers=smtp", "-D", "notify.worker.concurrency=many", "--json");

        assertThat(well.code()).isZero();
        assertThat(well.out()).contains("All well");
        assertThat(ill.code()).isEqualTo(1);
        assertThat(ill.out()).contains("notify.provider.smtp.host").contains("notify.worker.concurrency");
    }

    @Test
    void listsAndPreviewsTemplates() throws IOException {
        assertThat(cli().run("templates", "list").out()).contains("booking-confirmation/v1");
        assertThat(cli().run("templates", "list", "--json").json().path("templates"))
                .hasSize(4);

        for (String template : new String[] {"booking-confirmation", "booking-update", "booking-cancellation"}) {
            Ended preview = cli().run("templates", "preview", template);
            assertThat(preview.code()).as(preview.err()).isZero();
            assertThat(folder.resolve("data/previews/" + template + ".html"))
                    .content()
                    .contains("JK Boat");
        }
        assertThat(cli().run(
                                "templates",
                                "preview",
                                "booking-reminder",
                                "--json",
                                "--event",
                                Cli.event("booking-created.json"))
                        .json()
                        .path("subject")
                        .asText())
                .startsWith("Reminder:");
        assertThat(cli().run("templates", "preview", "no-such").code()).isEqualTo(2);
    }

    @Test
    void explainsItselfWithoutACommand() {
        Ended help = cli().run("--help");

        assertThat(help.out() + help.err()).contains("run").contains("dead-letters");
    }

    @Test
    void writesTheSeasonTheSameEveryTime() throws Exception {
        Process generator = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Cli.event("SeasonGenerator.java"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String written = new String(generator.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(written).isEqualTo(Files.readString(Path.of(Cli.event("season.ndjson"))));
    }

    @Test
    void refusesToResendWhatIsNotThere() {
        Ended ended = cli().run("resend", "00000000-0000-4000-8000-000000000000", "--by", "kim", "--reason", "asked");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("NTF-070");
    }
}
