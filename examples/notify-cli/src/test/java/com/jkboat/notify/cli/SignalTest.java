package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jkboat.notify.cli.Cli.Ended;
import com.jkboat.notify.testkit.smtp.ReceivedMail;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import com.jkboat.notify.testkit.smtp.SmtpReaction;
import com.jkboat.notify.testkit.smtp.SmtpStep;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Signals to a runner in a JVM of its own, at moments a mail server holds still for them. */
@EnabledOnOs(OS.LINUX)
@Timeout(240)
class SignalTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int EVENTS = 222;

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder.resolve("data"));
    }

    private Path log() {
        return folder.resolve("run.log");
    }

    @Test
    void runFinishesWhatIsBeingSentAndTheNextRunSendsTheRestOnce() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.always(SmtpStep.DOT, SmtpReaction.stall());
            Process run = start(server, "run", Cli.event("season.ndjson"));
            assertThat(server.awaitReached(SmtpStep.DOT, 4, LONG)).isTrue();

            signal("TERM", run);
            awaitSaid("Ending: what is under way is finished first");
            server.behave().release();
            assertThat(run.waitFor(90, TimeUnit.SECONDS)).isTrue();

            assertThat(run.exitValue()).as(said()).isEqualTo(143);
            assertThat(said()).contains("Ended early; nothing is lost").doesNotContain("\tat ");
            assertNextRunSendsTheRest(server.accepted());
        }
    }

    @Test
    void interruptedWorkSendsWhatItHasBegunAndNothingMore() throws Exception {
        cli().run("publish", Cli.event("season.ndjson"));
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.always(SmtpStep.DOT, SmtpReaction.stall());
            Process work = start(server, "work", "--until-idle", "--json");
            assertThat(server.awaitReached(SmtpStep.DOT, 4, LONG)).isTrue();

            signal("INT", work);
            awaitSaid("Ending: what is under way is finished first");
            server.behave().release();
            assertThat(work.waitFor(90, TimeUnit.SECONDS)).isTrue();

            assertThat(work.exitValue()).as(said()).isEqualTo(130);
            JsonNode counts = new ObjectMapper().readTree(said().substring(said().indexOf('{')));
            int accepted = server.accepted().size();
            assertThat(counts.path("sent").asInt()).as(said()).isEqualTo(accepted);
            assertThat(counts.path("pending").asInt()).isEqualTo(EVENTS - accepted);
            assertNextRunSendsTheRest(server.accepted());
        }
    }

    @Test
    void workThatIsToldToEndHasEndedWell() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            Process work = start(server, "work");
            awaitSaid("Working the queue; Ctrl-C ends it.");

            signal("TERM", work);
            assertThat(work.waitFor(90, TimeUnit.SECONDS)).isTrue();

            assertThat(work.exitValue()).as(said()).isZero();
            assertThat(said()).contains("0 sent").doesNotContain("Ended early");
        }
    }

    @Test
    void aSecondSignalEndsAtOnceAndLeavesInDoubtWhatNobodyKnows() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.always(SmtpStep.DOT, SmtpReaction.stall());
            Process run = start(server, "run", Cli.event("booking-created.json"));
            assertThat(server.awaitReached(SmtpStep.DOT, 1, LONG)).isTrue();

            signal("INT", run);
            awaitSaid("Ending: what is under way is finished first");
            signal("INT", run);
            assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(run.exitValue()).as(said()).isEqualTo(130);
            assertThat(said()).contains("Ended at once");
            assertThat(cli().run("show", "--status", "sending", "--json").json().path("notifications"))
                    .hasSize(1);
        }
    }

    @Test
    void publishKeepsWhatItHasReadAndIsTakenUpByTheSameCommand() throws Exception {
        List<String> season = Files.readAllLines(Path.of(Cli.event("season.ndjson")));
        Process publish = child("publish", "-").start(log().toFile());
        try (OutputStream input = publish.getOutputStream()) {
            for (String event : season.subList(0, 100)) {
                input.write((event + "\n").getBytes(StandardCharsets.UTF_8));
            }
            input.flush();
            awaitPending(100);

            signal("TERM", publish);
            assertThat(publish.waitFor(90, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(publish.exitValue()).as(said()).isEqualTo(143);
        assertThat(said()).contains("100 published", "The same command again goes on from here");
        Ended again = cli().run("publish", Cli.event("season.ndjson"), "--json");
        assertThat(again.count("duplicates")).isEqualTo(100);
        assertThat(again.count("published")).isEqualTo(EVENTS - 100);
        assertThat(cli().run("work", "--until-idle", "--json").count("sent")).isEqualTo(EVENTS);
        assertThat(cli().mails()).hasSize(EVENTS);
    }

    /** The rest goes to files, so that together with what the server took there must be one mail of each event. */
    private void assertNextRunSendsTheRest(List<ReceivedMail> accepted) throws IOException {
        Ended next = cli().run("run", Cli.event("season.ndjson"), "--json");

        assertThat(next.code()).as(next.out() + next.err()).isZero();
        assertThat(next.count("pending")).isZero();
        assertThat(next.count("inDoubt")).isZero();
        assertThat(accepted).isNotEmpty().hasSizeLessThan(EVENTS);
        Stream<String> files =
                cli().mails().stream().map(mail -> mail.getFileName().toString().replace(".eml", ""));
        Stream<String> taken =
                accepted.stream().map(mail -> mail.header("X-Notification-Id").orElseThrow());
        assertThat(Stream.concat(files, taken)).hasSize(EVENTS).doesNotHaveDuplicates();
    }

    private Process start(ScriptedSmtpServer server, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("-D", "notify.providers=smtp", "-D", "notify.provider.smtp.host=127.0.0.1"));
        all.addAll(List.of("-D", "notify.provider.smtp.port=" + server.port()));
        return child(all.toArray(String[]::new)).start(log().toFile());
    }

    /** In a background job of a shell SIGINT is ignored, and so it would be in every process that comes of it. */
    private ChildRun child(String... words) {
        List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT"));
        all.addAll(ChildRun.of(words).words());
        all.addAll(List.of("--data", cli().data().toString()));
        return new ChildRun(List.copyOf(all));
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private void awaitSaid(String text) throws IOException {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!said().contains(text) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(said()).contains(text);
    }

    private void awaitPending(int count) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!cli().run("doctor").out().contains(count + " pending") && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(cli().run("doctor").out()).contains(count + " pending");
    }

    private String said() throws IOException {
        return Files.readString(log());
    }
}
