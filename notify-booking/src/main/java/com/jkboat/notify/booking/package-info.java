/** The boat-tour trade: event schemas, routes, templates. */
@NullMarked
package com.jkboat.notify.booking;

import org.jspecify.annotations.NullMarked;
