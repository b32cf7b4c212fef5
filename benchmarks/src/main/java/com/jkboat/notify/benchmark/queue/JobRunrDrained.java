package com.jkboat.notify.benchmark.queue;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.BackgroundJobRequest;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr, the free edition, which looks every 5 s at the most and then for as long as it finds work. */
final class JobRunrDrained implements Drained {

    private static final int THREADS = 16;

    private static volatile Progress progress = new Progress(1); // handlers are made by JobRunr

    private final HikariDataSource database;
    private final BackgroundJobServer server;

    /** A job that carries 1 KB. */
    public record Nothing(String text) implements JobRequest {
        @Override
        public Class<NothingHandler> getJobRequestHandler() {
            return NothingHandler.class;
        }
    }

    /** Counts. */
    public static final class NothingHandler implements JobRequestHandler<Nothing> {
        @Override
        public void run(Nothing job) {
            progress.add(1);
        }
    }

    JobRunrDrained(String url) {
        this.database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setMaximumPoolSize(THREADS + 4);
        JobRunr.configure()
                .useJsonMapper(new JacksonJsonMapper())
                .useStorageProvider(new PostgresStorageProvider(database))
                .useBackgroundJobServer(
                        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                                .andPollInterval(Duration.ofSeconds(5))
                                .andWorkerCount(THREADS),
                        false)
                .initialize();
        this.server = JobRunr.getBackgroundJobServer();
    }

    @Override
    public void store() {
        BackgroundJobRequest.enqueue(new Nothing(NotifyDrained.text()));
    }

    @Override
    public String copies(long messages) {
        return "INSERT INTO jobrunr_jobs (id, version, jobasjson, jobsignature, state, createdat, updatedat)"
                + " SELECT c.id, j.version, replace(j.jobasjson, trim(j.id), c.id), j.jobsignature, j.state,"
                + " j.createdat, j.updatedat FROM (SELECT gen_random_uuid()::text AS id FROM generate_series(1, "
                + messages + ")) c, (SELECT * FROM jobrunr_jobs WHERE state = 'ENQUEUED' LIMIT 1) j";
    }

    @Override
    public String left() {
        return "SELECT count(*) FROM jobrunr_jobs WHERE state = 'ENQUEUED'";
    }

    @Override
    public double drain(int messages) throws InterruptedException {
        Progress now = new Progress(messages);
        progress = now;
        server.start();
        return now.perSecond();
    }

    @Override
    public void close() {
        JobRunr.destroy();
        database.close();
    }
}
