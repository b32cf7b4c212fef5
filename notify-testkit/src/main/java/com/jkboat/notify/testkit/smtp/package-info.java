/**
 * A real SMTP server for tests that fails on command, at any step and in any way.
 *
 * <p>For the contract tests of providers and for applications that want to see what their mails look like on the wire.
 * It listens on the loopback address only, keeps everything in memory and needs no other library.
 */
@NullMarked
package com.jkboat.notify.testkit.smtp;

import org.jspecify.annotations.NullMarked;
