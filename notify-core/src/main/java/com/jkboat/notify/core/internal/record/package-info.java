/**
 * Record: write to the audit store and settle with the queue, many at a time.
 */
@NullMarked
package com.jkboat.notify.core.internal.record;

import org.jspecify.annotations.NullMarked;
