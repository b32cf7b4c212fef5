/** What the JDBC queue and audit store share: dialects, migrations, transactions. */
@NullMarked
package com.jkboat.notify.jdbc;

import org.jspecify.annotations.NullMarked;
