package com.jkboat.notify;

import java.util.List;
import java.util.Optional;

/**
 * Part of a long answer, with the way to the rest.
 *
 * @param items in the order of the query
 * @param next ask again with this to go on; empty on the last page
 * @since 0.1
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page that is the whole answer. */
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }
}
