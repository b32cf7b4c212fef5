/** The runner: Notify as one command. */
@NullMarked
package com.jkboat.notify.cli;

import org.jspecify.annotations.NullMarked;
