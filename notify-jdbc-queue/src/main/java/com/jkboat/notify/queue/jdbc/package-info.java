/** The notification queue on a database table. */
@NullMarked
package com.jkboat.notify.queue.jdbc;

import org.jspecify.annotations.NullMarked;
