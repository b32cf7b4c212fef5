package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jkboat.notify.jdbc.MariaDbServer;
import com.jkboat.notify.testkit.smtp.ScriptedSmtpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several runners on one database server. */
class SharedDatabaseTest {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void sharesTheWorkOnPostgres() throws Exception {
        sharesTheWorkAndSendsEachMailOnce(server.getJdbcUrl("postgres", "postgres"));
    }

    @Test
    void sharesTheWorkOnMariaDb() throws Exception {
        MariaDbServer.assumeInstalled();
        sharesTheWorkAndSendsEachMailOnce(MariaDbServer.emptyDatabase());
    }

    private static void sharesTheWorkAndSendsEachMailOnce(String url) throws Exception {
        assertThat(run(url, "publish", Cli.event("season.ndjson"))
                        .path("published")
                        .asLong())
                .isEqualTo(222);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (ScriptedSmtpServer smtp = ScriptedSmtpServer.start()) {
            Callable<JsonNode> runner = () -> run(
                    url,
                    "work",
                    "--until-idle",
                    "-D",
                    "notify.providers=smtp",
                    "-D",
                    "notify.provider.smtp.host=127.0.0.1",
                    "-D",
                    "notify.provider.smtp.port=" + smtp.port());

            long sent = 0;
            for (Future<JsonNode> one : threads.invokeAll(List.of(runner, runner))) {
                sent += one.get().path("sent").asLong();
            }

            assertThat(sent).isEqualTo(222);
            assertThat(smtp.accepted()).hasSize(222);
            assertThat(run(url, "show", "--status", "sent").path("notifications"))
                    .hasSize(222);
        } finally {
            threads.shutdownNow();
        }
    }

    private static JsonNode run(String url, String... words) throws IOException {
        String[] all = Stream.concat(Arrays.stream(words), Stream.of("--json", "--data", url))
                .toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = NotifyCli.run(new PrintWriter(out), new PrintWriter(err), all);
        assertThat(code).as(err.toString()).isZero();
        return new ObjectMapper().readTree(out.toString());
    }
}
