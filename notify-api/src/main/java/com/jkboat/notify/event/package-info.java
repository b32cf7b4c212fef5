/**
 * What a trade teaches the engine: the shape of its events and which notifications they owe.
 *
 * <p>A trade module (boat tours, hairdressers) implements {@code NotificationDomain}; applications add
 * {@code Enricher} and {@code ConsentCheck}. The plan and enrich steps of the engine call in here.
 */
@NullMarked
package com.jkboat.notify.event;

import org.jspecify.annotations.NullMarked;
