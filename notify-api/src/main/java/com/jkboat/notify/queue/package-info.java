/**
 * The queue SPI: durable hand-over of messages from those who publish to those who work.
 *
 * <p>Implemented by queue plugins; called by the engine's publish, work and settle steps. Rules are numbered Q-n and
 * tested by {@code NotificationQueueContract} of notify-testkit.
 */
@NullMarked
package com.jkboat.notify.queue;

import org.jspecify.annotations.NullMarked;
