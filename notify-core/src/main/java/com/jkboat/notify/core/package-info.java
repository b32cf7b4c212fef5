/**
 * Where an application begins: {@code Notify.builder()} puts the engine together.
 *
 * <p>Everything under {@code internal} belongs to this jar alone; its packages are the steps of the flow.
 */
@NullMarked
package com.jkboat.notify.core;

import org.jspecify.annotations.NullMarked;
