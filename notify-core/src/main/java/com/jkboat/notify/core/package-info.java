/** The engine: publish, plan, claim, render, dispatch, record, settle. */
@NullMarked
package com.jkboat.notify.core;

import org.jspecify.annotations.NullMarked;
