/**
 * The audit store on tables: plugin entry, the store, and one class per kind of statement.
 *
 * <p>What has ended long ago is on another shelf, in tables of the same shape: see {@code Archive}.
 *
 * <p>Found by the engine through {@code AuditPlugin}; what a claim or an attempt means is decided by {@code ClaimRules}
 * and {@code StatusRules} of the api, so that every store decides alike.
 */
@NullMarked
package com.jkboat.notify.audit.jdbc;

import org.jspecify.annotations.NullMarked;
