/**
 * The contract of e-mail providers as tests: extend {@code EmailProviderContract} to check one.
 */
@NullMarked
package com.jkboat.notify.testkit.provider;

import org.jspecify.annotations.NullMarked;
