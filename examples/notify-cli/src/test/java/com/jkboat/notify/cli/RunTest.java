package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jkboat.notify.cli.Cli.Ended;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder.resolve("data"));
    }

    @Test
    void sendsASeasonOnceHoweverOftenItIsRun() throws IOException {
        Ended first = cli().run("run", Cli.event("season.ndjson"), "--json");
        Ended second = cli().run("run", Cli.event("season.ndjson"), "--json");

        assertThat(first.code()).isZero();
        assertThat(first.json().fieldNames())
                .toIterable()
                .containsExactly(
                        "read",
                        "published",
                        "duplicates",
                        "refused",
                        "conflicts",
                        "sent",
                        "rejected",
                        "deadLettered",
                        "suppressed",
                        "inDoubt",
                        "pending",
                        "scheduled",
                        "elapsedMs");
        assertThat(first.count("published")).isEqualTo(222);
        assertThat(first.count("sent")).isEqualTo(222);
        assertThat(first.count("pending")).isZero();
        assertThat(first.count("scheduled")).isEqualTo(105);
        assertThat(second.count("duplicates")).isEqualTo(222);
        assertThat(second.count("sent")).isZero();
        assertThat(cli().mails()).hasSize(222);
    }

    @Test
    void reportsEveryFaultWithItsPlaceAndSendsTheRest() throws IOException {
        Ended ended = cli().run("run", Cli.event("faults.ndjson"), Cli.event("booking-created.json"), "--json");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.count("read")).isEqualTo(10);
        assertThat(ended.count("refused")).isEqualTo(8);
        assertThat(ended.count("sent")).isEqualTo(2);
        assertThat(ended.err())
                .contains("faults.ndjson:2: $.payload.customerEmail INVALID_EMAIL")
                .contains("faults.ndjson:3: $.payload.tourName is missing")
                .contains("faults.ndjson:3: $.payload.numberOfGuests must be integer, but was string")
                .contains("faults.ndjson:4: $.payload.tourDate must be a valid date")
                .contains("faults.ndjson:5: $.payload.customerName must not contain control characters")
                .contains("faults.ndjson:6: $.eventId must be a UUID")
                .contains("faults.ndjson:7: $.eventType must be one of")
                .contains("faults.ndjson:8: $ must be JSON")
                .contains("faults.ndjson:9: $.payload.currency must be the ISO 4217 code of a currency, such as EUR")
                .doesNotContain("not an address");
        assertThat(ended.err()
                        .lines()
                        .map(line -> line.replaceFirst(".*faults.ndjson:(\\d+): .*", "$1"))
                        .filter(line -> line.matches("\\d+"))
                        .map(Integer::valueOf))
                .isSorted()
                .endsWith(9);
    }

    @Test
    void publishesNothingWhereOneOfItsFilesCannotBeRead() throws IOException {
        Ended ended = cli().run("run", Cli.event("booking-created.json"), "no-such-file.json");
        Ended folders = cli().run("run", Cli.event("booking-created.json"), folder.toString());

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("no-such-file.json does not exist");
        assertThat(folders.err()).contains("is a folder; name the files in it");
        assertThat(cli().mails()).isEmpty();
    }

    @Test
    void namesTheCommandsThatGoOnFromHereOnTheSameDataWithTheSameSettings() throws IOException {
        Ended published = cli().run("publish", Cli.event("faults.ndjson"), "-D", "notify.brand.name=Jane's Boats");
        Ended again = cli().run("run", Cli.event("booking-created.json"), Cli.event("booking-created.json"));

        assertThat(published.out())
                .contains("What was refused is named above")
                .contains("./notify work --until-idle --data " + cli().data()
                        + " -D notify.brand.name='Jane'\\''s Boats'");
        assertThat(again.out()).contains("The mails are in " + cli().data().resolve("outbox"));
        assertThat(cli().run("run", Cli.event("booking-created.json")).out())
                .contains("Duplicates were published before");
    }

    @Test
    void neverRepeatsAPassword() {
        Ended published =
                cli().run("publish", Cli.event("booking-created.json"), "-D", "notify.provider.smtp.password=hunter2");

        assertThat(published.code()).as(published.err()).isZero();
        assertThat(published.out())
                .contains("-D notify.provider.smtp.password=***")
                .doesNotContain("hunter2");
    }

    @Test
    void findsAnotherEventUnderAKnownId() throws IOException {
        Path other = changed("customerName", "Jane Roe");
        cli().run("run", Cli.event("booking-created.json"));

        Ended ended = cli().run("run", other.toString(), "--json");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.count("conflicts")).isEqualTo(1);
        assertThat(ended.count("sent")).isZero();
        assertThat(cli().mails()).hasSize(1);
        assertThat(cli().run("explain", "BK123456").out()).contains("conflict");
    }

    @Test
    void findsAClashWithinOneFile() throws IOException {
        Path array = folder.resolve("clash.json");
        Files.writeString(
                array,
                "[" + Files.readString(Path.of(Cli.event("booking-created.json"))) + ","
                        + Files.readString(changed("customerName", "Jane Roe")) + "]");

        Ended ended = cli().run("run", array.toString(), "--json");

        assertThat(ended.count("published")).isEqualTo(1);
        assertThat(ended.count("conflicts")).isEqualTo(1);
        assertThat(ended.count("sent")).isEqualTo(1);
        assertThat(ended.count("pending")).isZero();
    }

    @Test
    void goesOnAfterLinesNobodyCanRead() throws IOException {
        Path file = folder.resolve("bad.ndjson");
        String good = new ObjectMapper()
                .readTree(Path.of(Cli.event("booking-created.json")).toFile())
                .toString();
        Files.writeString(file, "{\"x\":\"" + "y".repeat(10_000_000) + "\"}\n\n" + good + "\n[1]\nnull\n");
        Path empty = Files.createFile(folder.resolve("empty.json"));
        Path binary = Files.write(folder.resolve("binary.bin"), new byte[] {1, 0, 2, 3});

        Ended ended = cli().run("run", file.toString(), empty.toString(), binary.toString(), "--json");

        assertThat(ended.count("sent")).isEqualTo(1);
        assertThat(ended.count("refused")).isEqualTo(5);
        assertThat(ended.err())
                .contains("bad.ndjson:1: $ must have at most")
                .contains("empty.json: $ is empty")
                .contains("binary.bin: $ is not text");
    }

    @Test
    void refusesWhatCannotBeRunWithExitCodeTwo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Ended noFolder = new Cli(file.resolve("data")).run("run", Cli.event("booking-created.json"));

        assertThat(cli().run("run", "no-such-file.json").code()).isEqualTo(2);
        assertThat(cli().run("run").code()).isEqualTo(2);
        assertThat(cli().run("fly").code()).isEqualTo(2);
        assertThat(noFolder.code()).isEqualTo(2);
        assertThat(noFolder.err()).contains("NTF-062").doesNotContain("\tat ");
        assertThat(cli().run("run", "x", "-D", "notify.providers=pigeon").err())
                .contains("NTF-002")
                .contains("eml, mailgun, sendgrid, smtp");
        assertThat(cli().run("run", "x", "-D", "notify.wroker.concurrency=3").err())
                .contains("notify.wroker.concurrency is not a setting anybody reads");
    }

    @Test
    void keepsEverythingWhileTheServerIsDownAndSendsItLater() throws IOException {
        String port;
        try (ScriptedSmtpServer down = ScriptedSmtpServer.start()) {
            port = String.valueOf(down.port());
        }
        Ended outage = smtp(port, Cli.event("season.ndjson"));
        assertThat(outage.code()).isZero();
        assertThat(outage.count("pending")).isEqualTo(222);
        assertThat(outage.count("sent")).isZero();
        assertThat(outage.count("deadLettered")).isZero();

        try (ScriptedSmtpServer up = ScriptedSmtpServer.start()) {
            Ended later = smtp(String.valueOf(up.port()), Cli.event("season.ndjson"));

            assertThat(later.count("sent")).as(later.out() + later.err()).isEqualTo(222);
            assertThat(later.count("pending")).isZero();
            assertThat(up.accepted()).hasSize(222);
        }
    }

    @Test
    void leavesInDoubtWhatTheServerNeverAnswered() throws IOException {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.once(SmtpStep.DOT, SmtpReaction.close());
            Ended ended = smtp(String.valueOf(server.port()), Cli.event("booking-created.json"));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.count("inDoubt")).isEqualTo(1);
            assertThat(ended.count("sent")).isZero();
            JsonNode doubtful =
                    cli().run("show", "--status", "in_doubt", "--json").json().path("notifications");
            assertThat(doubtful).hasSize(1);

            String id = doubtful.get(0).path("id").asText();
            assertThat(cli().run("resend", id, "--by", "kim", "--reason", "never came")
                            .code())
                    .isZero();
            assertThat(smtp(String.valueOf(server.port()), "work").count("sent"))
                    .isEqualTo(1);
            assertThat(server.accepted()).hasSize(1);
            assertThat(cli().run("explain", "BK123456").out()).contains("resend by kim");
        }
    }

    @Test
    void givesUpAfterItsRetriesAndReplaysTheDeadLetter() throws IOException {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.always(SmtpStep.RCPT, SmtpReaction.reply(451, "4.3.2 later"));
            server.always(SmtpStep.RCPT, SmtpReaction.reply(450, "4.2.1 later"));
            Ended ended = smtp(String.valueOf(server.port()), Cli.event("booking-created.json"));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.count("deadLettered")).isEqualTo(1);
            assertThat(server.reached(SmtpStep.RCPT)).isEqualTo(4);
            assertThat(cli().run("dead-letters", "list").out()).contains("later");

            server.behave();
            assertThat(cli().run("dead-letters", "replay", "--all", "--per-second", "0")
                            .err())
                    .contains("--per-second must be 1 or more");
            assertThat(cli().run("dead-letters", "replay", "--all", "--per-second", "10")
                            .out())
                    .contains("1 put back");
            assertThat(smtp(String.valueOf(server.port()), "work").count("sent"))
                    .isEqualTo(1);
            assertThat(cli().run("dead-letters", "list").out()).contains("No dead letters");
            assertThat(cli().run("dead-letters", "purge", "--all", "--json").out())
                    .contains("\"purged\":0");
        }
    }

    @Test
    void losesNothingAndDoublesNothingWhenItIsKilled() throws Exception {
        Process process = ChildRun.of(
                        "run",
                        Cli.event("season.ndjson"),
                        "--data",
                        cli().data().toString())
                .start(folder.resolve("killed.log").toFile());
        while (process.isAlive() && cli().mails().size() < 20) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);

        Ended next = cli().run("run", Cli.event("season.ndjson"), "--json");

        assertThat(next.count("pending")).isZero();
        assertThat(next.count("inDoubt")).as(next.out() + next.err()).isZero();
        assertThat(cli().mails()).hasSize(222);
        JsonNode sent = cli().run("show", "--status", "sent", "--json").json().path("notifications");
        assertThat(sent).hasSize(222);
        sent.forEach(one -> assertThat(one.path("attempts").asInt()).isLessThanOrEqualTo(2));
    }

    @Test
    void answersAtOnceWhileAnotherProcessWorks() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            cli().run("publish", Cli.event("season.ndjson"));
            server.always(SmtpStep.DOT, SmtpReaction.stall());
            List<String> work =
                    new ArrayList<>(List.of("work", "--until-idle", "--json", "-D", "notify.queue.lease=4m"));
            work.addAll(List.of("--data", cli().data().toString()));
            work.addAll(toServer(String.valueOf(server.port())));
            Process worker = ChildRun.of(work.toArray(String[]::new))
                    .start(folder.resolve("worker.log").toFile());
            assertThat(server.awaitReached(SmtpStep.DOT, 4, Duration.ofSeconds(60)))
                    .isTrue();

            Ended show = cli().run("show", "--status", "sending", "--json");
            Ended explain = cli().run("explain", "BK310009");

            assertThat(worker.isAlive()).isTrue();
            assertThat(show.json().path("notifications").size()).isGreaterThanOrEqualTo(4);
            assertThat(explain.code()).isZero();
            server.behave().release();
            assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(cli().run("show", "--status", "sent", "--json").json().path("notifications"))
                    .hasSize(222);
            assertThat(server.accepted()).hasSize(222);
        }
    }

    private Ended smtp(String port, String what) {
        List<String> args =
                new ArrayList<>(what.equals("work") ? List.of("work", "--until-idle") : List.of("run", what));
        args.addAll(List.of("--json", "-D", "notify.retry.delays=10ms,20ms,30ms"));
        args.addAll(toServer(port));
        return cli().run(args.toArray(String[]::new));
    }

    private static List<String> toServer(String port) {
        return List.of(
                "-D",
                "notify.providers=smtp",
                "-D",
                "notify.provider.smtp.host=127.0.0.1",
                "-D",
                "notify.provider.smtp.port=" + port);
    }

    private Path changed(String field, String value) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode event = (ObjectNode)
                mapper.readTree(Path.of(Cli.event("booking-created.json")).toFile());
        ((ObjectNode) event.path("payload")).put(field, value);
        return Files.writeString(folder.resolve(UUID.randomUUID() + ".json"), mapper.writeValueAsString(event));
    }
}
