/** The audit store on database tables: encryption, archive, erasure. */
@NullMarked
package com.jkboat.notify.audit.jdbc;

import org.jspecify.annotations.NullMarked;
