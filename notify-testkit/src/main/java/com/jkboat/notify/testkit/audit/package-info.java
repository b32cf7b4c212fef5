/**
 * The contract of audit stores as tests: extend {@code AuditStoreContract} to check one.
 *
 * <p>It needs a way to open an empty store and, where a record outlives its store, one to open a second on the same
 * record. The tests are named by the rules they check; each group of rules has a file of its own.
 */
@NullMarked
package com.jkboat.notify.testkit.audit;

import org.jspecify.annotations.NullMarked;
