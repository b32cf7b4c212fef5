/**
 * A provider that writes each mail into a folder as an {@code .eml} file, for development and tests.
 */
@NullMarked
package com.jkboat.notify.core.eml;

import org.jspecify.annotations.NullMarked;
