/**
 * Call-backs for metrics, tracing and applications that want to know at once.
 */
@NullMarked
package com.jkboat.notify.observe;

import org.jspecify.annotations.NullMarked;
