/**
 * The contract of queues as tests: extend {@code NotificationQueueContract} to check one.
 */
@NullMarked
package com.jkboat.notify.testkit.queue;

import org.jspecify.annotations.NullMarked;
