/** JMH benchmarks, and one end-to-end run. */
@NullMarked
package com.jkboat.notify.benchmark;

import org.jspecify.annotations.NullMarked;
