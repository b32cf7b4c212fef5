/**
 * A queue and an audit store that live in memory: for tests and trials, through the same contracts as the durable ones.
 *
 * <p>Entered through the plugins named {@code memory}, or by their constructors. Nothing else of core depends on them.
 */
@NullMarked
package com.jkboat.notify.core.memory;

import org.jspecify.annotations.NullMarked;
