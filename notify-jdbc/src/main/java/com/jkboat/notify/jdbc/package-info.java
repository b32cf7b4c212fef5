/**
 * What the JDBC queue and audit store share: one database, its dialect, its migrations, its transactions.
 *
 * <p>A plugin comes in through {@code Database.open(context)}, brings its tables up to date with {@code migrate}, and
 * then works through {@code read} and {@code write}. Both plugins of one client get the same database.
 */
@NullMarked
package com.jkboat.notify.jdbc;

import org.jspecify.annotations.NullMarked;
