/**
 * Enrich: let application code add data and object to a notification.
 */
@NullMarked
package com.jkboat.notify.core.internal.enrich;

import org.jspecify.annotations.NullMarked;
