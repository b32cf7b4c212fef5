/**
 * Work: lease messages from the queue, take each through the steps, and settle it.
 *
 * <p>The only package that knows all the others.
 */
@NullMarked
package com.jkboat.notify.core.internal.work;

import org.jspecify.annotations.NullMarked;
