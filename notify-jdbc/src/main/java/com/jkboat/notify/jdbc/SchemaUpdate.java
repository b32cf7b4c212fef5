package com.jkboat.notify.jdbc;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.jdbc.DatabaseOptions.Migrate;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables of one component up to date, once, whoever else tries at the same time. */
final class SchemaUpdate {

    private static final Logger log = LoggerFactory.getLogger(SchemaUpdate.class);

    private static final String TABLE = "notify_schema";

    private final Database database;
    private final Engine engine;
    private final Migrations migrations;

    SchemaUpdate(Database database, Engine engine, Migrations migrations) {
        this.database = database;
        this.engine = engine;
        this.migrations = migrations;
    }

    void run(Migrate mode) {
        int found = database.read(this::version);
        refuseNewer(found);
        if (found == migrations.newest()) {
            return;
        }
        if (mode == Migrate.MANUAL) {
            throw missing(found);
        }
        database.write(this::update);
    }

    private int update(Handle handle) throws SQLException {
        engine.lockSchema(handle);
        try {
            return updateLocked(handle);
        } finally {
            engine.unlockSchema(handle);
        }
    }

    private int updateLocked(Handle handle) {
        int found = version(handle); // again: whoever held the lock before us may have done it
        refuseNewer(found);
        for (String resource : migrations.after(found, engine)) {
            log.info("database: running {}", resource);
            handle.createScript(migrations.text(resource)).execute();
        }
        int reached = version(handle);
        if (reached != migrations.newest()) {
            throw new IllegalStateException("the scripts of " + migrations.component() + " lead to version " + reached
                    + " instead of " + migrations.newest());
        }
        return reached;
    }

    private int version(Handle handle) {
        if (!engine.tableExists(handle, TABLE)) {
            return 0;
        }
        return handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM notify_schema WHERE component = ?")
                .bind(0, migrations.component())
                .mapTo(Integer.class)
                .one();
    }

    private void refuseNewer(int found) {
        if (found > migrations.newest()) {
            throw new ConfigurationException(
                    "NTF-060",
                    "the tables of " + migrations.component() + " in " + database + " have version " + found
                            + ", but this program knows only up to " + migrations.newest()
                            + ". Use the version of Notify that made them, or a newer one");
        }
    }

    private ConfigurationException missing(int found) {
        return new ConfigurationException(
                "NTF-061",
                "the tables of " + migrations.component() + " in " + database + " have version " + found
                        + ", but this program needs " + migrations.newest() + ", and notify.jdbc.migrate is manual."
                        + " Run these files of the jar, in this order: "
                        + String.join(", ", migrations.after(found, engine)));
    }
}
