package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.jkboat.notify.cli.Cli.Ended;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.io.IOException;
import java.net.ServerSocket;
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
    void cancelsWhatWasNotSentAboutABooking() throws IOException {
        Path future = folder.resolve("future.json");
        Files.writeString(
                future,
                Files.readString(Path.of(Cli.event("booking-created.json"))).replace("2024-02-20", "2099-02-20"));
        cli().run("run", future.toString());

        Ended cancelled = cli().run("cancel", "BK123456", "--by", "kim", "--reason", "the customer called");

        assertThat(cancelled.out()).contains("1 cancelled", "explain BK123456");
        assertThat(cli().run("explain", "BK123456").out()).contains("kim", "the customer called");
        assertThat(cli().run("cancel", "BK123456", "--by", "kim", "--reason", "again", "--json")
                        .count("cancelled"))
                .isZero();
        assertThat(cli().run("cancel", "BK123456").err()).contains("--by");
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
    void findsEveryFaultAtOnceAndNamesWhatWasMeant() {
        Ended ill = cli().run(
                        "doctor",
                        "-D",
                        "notify.providers=smpt",
                        "-D",
                        "notify.queue=kafka",
                        "-D",
                        "notify.worker.concurrency=0");

        assertThat(ill.code()).isEqualTo(1);
        assertThat(ill.out().lines().filter(line -> line.startsWith("fault")))
                .hasSize(3)
                .anyMatch(line -> line.contains("Did you mean \"smtp\"?"))
                .anyMatch(line -> line.contains("notify.queue is \"kafka\""))
                .anyMatch(line -> line.contains("notify.worker.concurrency"));
    }

    @Test
    void looksWhetherTheServersAnswerAndWhichTablesThereAre() throws IOException {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            Ended up = doctor(server.port());
            assertThat(up.code()).as(up.out()).isZero();
            assertThat(up.out()).contains("queue tables of version 1", "audit tables of version 1", "provider smtp");
            assertThat(server.accepted()).isEmpty();

            server.always(SmtpStep.CONNECT, SmtpReaction.reply(554, "5.3.2 closed for the season"));
            Ended refused = doctor(server.port());
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.out()).contains("closed for the season");
        }
        int port = unusedPort();

        Ended down = doctor(port);

        assertThat(down.code()).isEqualTo(1);
        assertThat(down.out()).contains("no connection to localhost:" + port, "mails wait in the queue");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket gone = new ServerSocket(0)) {
            return gone.getLocalPort();
        }
    }

    private Ended doctor(int port) {
        return cli().run(
                        "doctor",
                        "-D",
                        "notify.providers=smtp",
                        "-D",
                        "notify.provider.smtp.host=localhost",
                        "-D",
                        "notify.provider.smtp.port=" + port);
    }

    @Test
    void saysWhatIsTheMatterWithASettingsFile() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.properties"), "notify.queue=\\uZZZZ");
        Path latin = Files.write(folder.resolve("latin.properties"), new byte[] {'#', (byte) 0xE9, '\n'});

        assertThat(doctor(folder.resolve("none"))).contains("does not exist");
        assertThat(doctor(folder)).contains("is a folder");
        assertThat(doctor(broken)).contains("without four digits");
        assertThat(doctor(latin)).contains("not UTF-8");
    }

    private String doctor(Path config) {
        Ended ended = cli().run("doctor", "--config", config.toString());
        assertThat(ended.code()).isEqualTo(1);
        return ended.out();
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
    void saysWhatToDoNextWhereItWasAskedForWhatIsNotThere() {
        assertThat(cli().run("explain", "NOBODY").out()).contains("./notify work --until-idle --data ");
        assertThat(cli().run("show", "--booking", "NOBODY").out()).contains("./notify work --until-idle --data ");
        assertThat(cli().run("show", "--id", "abc").err())
                .contains("must be an id as show prints it, but was \"abc\"", "See ./notify show --help")
                .doesNotContain("Exception");
        assertThat(cli().run("dead-letters", "replay", "--all").out()).contains("No dead letters.");
        Ended replay = cli().run("dead-letters", "replay", "--id", "nope");
        assertThat(replay.code()).isEqualTo(1);
        assertThat(replay.out()).contains("No dead letter has the id nope", "dead-letters list --data ");
        assertThat(cli().run("explian", "BK1").err()).contains("Did you mean: notify explain");
        assertThat(cli().run("templates", "preview", "booking-confirmaton").err())
                .contains("booking-confirmation");
        assertThat(cli().run("templates", "preview", "booking-update", "--locale", "x_!")
                        .err())
                .contains("--locale must be a language tag");
    }

    @Test
    void tellsAFileThatIsInTheWayOfItsOwn() throws IOException {
        Files.createDirectories(cli().data());
        Files.createFile(cli().data().resolve("previews"));

        Ended ended = cli().run("templates", "preview", "booking-update");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("previews").doesNotContain("\tat ");
    }

    @Test
    void refusesToResendWhatIsNotThere() {
        Ended ended = cli().run("resend", "00000000-0000-4000-8000-000000000000", "--by", "kim", "--reason", "asked");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("NTF-070", "./notify show --booking");
    }
}
