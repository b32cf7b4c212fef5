/**
 * What is sent: a message, its addresses and its parts, checked so that no value can become a header line.
 *
 * <p>Messages are built by the engine's render step and handed to a {@code Provider}. Values here are immutable.
 */
@NullMarked
package com.jkboat.notify.message;

import org.jspecify.annotations.NullMarked;
