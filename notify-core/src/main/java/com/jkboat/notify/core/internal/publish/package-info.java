/**
 * Publish: check an event against its schema, give it its wire form, and put it into the queue.
 */
@NullMarked
package com.jkboat.notify.core.internal.publish;

import org.jspecify.annotations.NullMarked;
