/**
 * Settings, secrets and what a plugin is given when it is opened.
 *
 * <p>Problems are collected and reported together; nothing is repaired silently.
 */
@NullMarked
package com.jkboat.notify.config;

import org.jspecify.annotations.NullMarked;
