/**
 * The queue on a table: plugin entry and options, the queue itself, and the statements on its two tables.
 *
 * <p>Found by the engine through {@code QueuePlugin}; stands on {@code com.jkboat.notify.jdbc} for connections.
 */
@NullMarked
package com.jkboat.notify.queue.jdbc;

import org.jspecify.annotations.NullMarked;
