/** The queue on PostgreSQL alone: how fast it is drained beside peers, how soon it wakes, what counting costs. */
@NullMarked
package com.jkboat.notify.benchmark.queue;

import org.jspecify.annotations.NullMarked;
