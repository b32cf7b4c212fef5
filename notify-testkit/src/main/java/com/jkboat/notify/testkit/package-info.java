/** Contract tests for every plugin interface, fakes that fail on command, assertions. */
@NullMarked
package com.jkboat.notify.testkit;

import org.jspecify.annotations.NullMarked;
