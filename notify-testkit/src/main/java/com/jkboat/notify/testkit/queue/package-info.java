/**
 * The contract of queues as tests: extend {@code NotificationQueueContract} to check one.
 *
 * <p>The tests are named by the rules they check; each group of rules has a file of its own. A random walk beside a model
 * of a queue looks for what the others did not think of; it tells its seed when it fails. {@code
 * docs/queue-contract.md} lists what a durable queue should be asked, and by which test it is, also outside this kit.
 */
@NullMarked
package com.jkboat.notify.testkit.queue;

import org.jspecify.annotations.NullMarked;
