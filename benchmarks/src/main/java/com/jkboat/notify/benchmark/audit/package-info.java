/** How fast a large audit record answers, and how fast it is archived. */
@NullMarked
package com.jkboat.notify.benchmark.audit;

import org.jspecify.annotations.NullMarked;
