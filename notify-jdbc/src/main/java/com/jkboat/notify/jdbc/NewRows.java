package com.jkboat.notify.jdbc;

import java.util.Collections;
import java.util.List;

/**
 * Rows that are to be stored in a table: their columns, what they are known by, and where their values come from.
 *
 * @param table its name
 * @param columns those that get a value
 * @param key some of these, which no two rows of the table have alike
 * @param source {@code VALUES (…)} or a select, with the values in the order of the columns
 * @since 0.1
 */
public record NewRows(String table, List<String> columns, List<String> key, String source) {

    public NewRows {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        if (key.isEmpty() || !columns.containsAll(key)) {
            throw new IllegalArgumentException("key must be some of the columns, but was: " + key);
        }
    }

    /** Makes one row whose values are all bound, in the order of the columns. */
    public static NewRows bound(String table, List<String> key, List<String> columns) {
        return new NewRows(
                table, columns, key, "VALUES (" + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")");
    }

    String insert() {
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") " + source;
    }
}
