/**
 * The provider SPI: hands one message to the outside and says in one word how that ended.
 *
 * <p>Called by the engine's dispatch step, behind a gate that limits, times and counts. Rules are numbered P-n.
 */
@NullMarked
package com.jkboat.notify.provider;

import org.jspecify.annotations.NullMarked;
