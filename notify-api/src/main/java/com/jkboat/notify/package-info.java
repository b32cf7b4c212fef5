/**
 * What an application calls: publish an event, ask what became of it, resend by hand.
 *
 * <p>The types here are values and one client; the sub-packages hold the words of each step of the flow
 * (event, queue, template, provider, audit) and the interfaces a plugin implements. Nothing here logs, starts a thread
 * or depends on a library.
 */
@NullMarked
package com.jkboat.notify;

import org.jspecify.annotations.NullMarked;
