/**
 * The contract of audit stores as tests: extend {@code AuditStoreContract} to check one.
 */
@NullMarked
package com.jkboat.notify.testkit.audit;

import org.jspecify.annotations.NullMarked;
