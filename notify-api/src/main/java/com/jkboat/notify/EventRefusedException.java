package com.jkboat.notify;

import com.jkboat.notify.event.Fault;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The event does not fit its schema: fix the event. Nothing was queued.
 *
 * @since 0.1
 */
public final class EventRefusedException extends NotifyException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    /** Makes a refusal that lists every fault found, not only the first. */
    public EventRefusedException(String eventType, List<Fault> faults) {
        super("NTF-010", "event " + eventType + " was refused: " + describe(faults));
        this.faults = List.copyOf(faults);
    }

    /** Returns every fault with the path where it was found; never empty. */
    public List<Fault> faults() {
        return faults;
    }

    private static String describe(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; "));
    }
}
