/**
 * Tells listeners and log what happens.
 */
@NullMarked
package com.jkboat.notify.core.internal.observe;

import org.jspecify.annotations.NullMarked;
