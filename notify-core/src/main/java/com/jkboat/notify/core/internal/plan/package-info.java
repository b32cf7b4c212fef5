/**
 * Plan: which notifications an event owes, to whom, by which template, and when.
 */
@NullMarked
package com.jkboat.notify.core.internal.plan;

import org.jspecify.annotations.NullMarked;
