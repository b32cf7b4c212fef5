package com.jkboat.notify.benchmark.endtoend;

import java.sql.SQLException;
import javax.sql.DataSource;

/** The table of db-scheduler, as its documentation has it for PostgreSQL. */
public final class SchedulerTable {

    private SchedulerTable() {}

    /** Creates it with its indexes, unless it is there. */
    public static void create(DataSource database) throws SQLException {
        Sql.run(
                database,
                "CREATE TABLE IF NOT EXISTS scheduled_tasks (task_name TEXT NOT NULL, task_instance TEXT NOT NULL,"
                        + " task_data BYTEA, execution_time TIMESTAMPTZ NOT NULL, picked BOOLEAN NOT NULL,"
                        + " picked_by TEXT, last_success TIMESTAMPTZ, last_failure TIMESTAMPTZ,"
                        + " consecutive_failures INT, last_heartbeat TIMESTAMPTZ, version BIGINT NOT NULL,"
                        + " priority SMALLINT, PRIMARY KEY (task_name, task_instance))",
                "CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time)",
                "CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat)");
    }
}
