/**
 * Dispatch: the gates before the providers, and the walk over them.
 */
@NullMarked
package com.jkboat.notify.core.internal.dispatch;

import org.jspecify.annotations.NullMarked;
