package com.jkboat.notify.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;

/**
 * A database product and its version, as far as it decides what the product can do.
 *
 * @param product as its driver calls it
 * @param major 0 where the driver does not tell
 */
record ProductVersion(String product, int major, int minor) {

    private static final Comparator<ProductVersion> BY_VERSION =
            Comparator.comparingInt(ProductVersion::major).thenComparingInt(ProductVersion::minor);

    static ProductVersion of(DatabaseMetaData database) throws SQLException {
        return new ProductVersion(
                database.getDatabaseProductName(),
                database.getDatabaseMajorVersion(),
                database.getDatabaseMinorVersion());
    }

    /** Says why a database is not one that begins with this version; empty if it is. */
    Optional<String> objectionTo(ProductVersion found) {
        if (!found.product().equals(product)) {
            return Optional.of("is " + found + ", which is not supported under this address; it is for " + this
                    + " or newer"
                    + (found.product().equals("MySQL") ? ". Use " + Products.MYSQL_URL + " and its own driver" : ""));
        }
        return BY_VERSION.compare(found, this) < 0
                ? Optional.of("is " + found + ", but " + this + " or newer is needed")
                : Optional.empty();
    }

    @Override
    public String toString() {
        return product + " " + major + "." + minor;
    }
}
