package com.jkboat.notify.queue.jdbc;

import com.jkboat.notify.queue.Lease;
import java.util.Optional;

/**
 * A row and the token that fences it; travels in {@link Lease#handle()}.
 *
 * @param id the row
 * @param token what its lease was given; no two leases share one
 */
record LeaseHandle(long id, long token) {

    /** Reads the handle of a lease; empty for one this queue cannot have given. */
    static Optional<LeaseHandle> of(Lease lease) {
        String text = lease.handle();
        int slash = text.indexOf('/');
        try {
            return Optional.of(new LeaseHandle(
                    Long.parseLong(text, 0, Math.max(0, slash), 10),
                    Long.parseLong(text, slash + 1, text.length(), 10)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Writes what {@link #of} reads. */
    String text() {
        return id + "/" + token;
    }
}
