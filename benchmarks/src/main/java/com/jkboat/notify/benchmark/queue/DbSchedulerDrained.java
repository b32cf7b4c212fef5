package com.jkboat.notify.benchmark.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.jkboat.notify.benchmark.endtoend.SchedulerTable;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** db-scheduler with what its documentation advises for throughput on PostgreSQL: lock and fetch, and many threads. */
final class DbSchedulerDrained implements Drained {

    private static final int THREADS = 16;

    private final HikariDataSource database;
    private final OneTimeTask<String> task;
    private volatile Progress progress = new Progress(1);

    DbSchedulerDrained(String url) throws SQLException {
        this.database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setMaximumPoolSize(THREADS + 4);
        SchedulerTable.create(database);
        this.task = Tasks.oneTime("nothing", String.class).execute((instance, context) -> progress.add(1));
    }

    @Override
    public void store() {
        SchedulerClient.Builder.create(database, task)
                .build()
                .scheduleIfNotExists(task.instance(UUID.randomUUID().toString(), NotifyDrained.text()), Instant.now());
    }

    @Override
    public String copies(long messages) {
        return "INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked, version,"
                + " priority) SELECT t.task_name, gen_random_uuid(), t.task_data, statement_timestamp(), false,"
                + " t.version, t.priority FROM generate_series(1, " + messages
                + ") n, (SELECT * FROM scheduled_tasks LIMIT 1) t";
    }

    @Override
    public String left() {
        return "SELECT count(*) FROM scheduled_tasks";
    }

    @Override
    public double drain(int messages) throws InterruptedException {
        Progress now = new Progress(messages);
        progress = now;
        Scheduler scheduler = Scheduler.create(database, task)
                .threads(THREADS)
                .pollingInterval(Duration.ofMillis(100))
                .pollUsingLockAndFetch(1.0, 6.0)
                .build();
        scheduler.start();
        double perSecond = now.perSecond();
        scheduler.stop();
        return perSecond;
    }

    @Override
    public void close() {
        database.close();
    }
}
