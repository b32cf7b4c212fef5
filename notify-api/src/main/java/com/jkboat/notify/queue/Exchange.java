package com.jkboat.notify.queue;

import java.util.List;

/**
 * What became of settled messages, and what was leased in the same step.
 *
 * @param settled one answer per settlement, in the same order
 * @param leases what was leased, perhaps nothing
 * @since 0.1
 */
public record Exchange(List<Settled> settled, List<Lease> leases) {

    public Exchange {
        settled = List.copyOf(settled);
        leases = List.copyOf(leases);
    }
}
