package com.jkboat.notify.cli;

import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.QueueStats.Accuracy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a command has done, in numbers.
 *
 * @param part what it was to do
 * @param left what is in the queue now
 * @param scheduled notifications that wait for their time
 */
record Summary(Session.Part part, Tally tally, QueueStats left, long scheduled, long elapsedMillis) {

    /** How a command ended. */
    enum End {
        /** By itself, or as it was meant to. */
        DONE,
        /** By a signal, with work left. */
        EARLY
    }

    /** Returns the counts in the order of the documented JSON. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>(tally.counts());
        counts.put("pending", left.pending());
        counts.put("scheduled", scheduled);
        counts.put("elapsedMs", elapsedMillis);
        return counts;
    }

    /** Returns the counts as lines for people, without those a command cannot have. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        if (tally.read.get() > 0) {
            rows.add(row("Events", "read", "published", "duplicates", "refused", "conflicts"));
        }
        if (part != Session.Part.PUBLISH) {
            rows.add(row("E-mails", "sent", "rejected", "deadLettered", "suppressed", "inDoubt"));
        }
        rows.add(String.format(Locale.ROOT, "%-9s %s · %,d scheduled", "Queue", pending(left), scheduled));
        rows.add(String.format(Locale.ROOT, "%-9s %.1f s", "Time", elapsedMillis / 1000.0));
        return rows;
    }

    /** Returns how much is pending, with a plus where the queue holds more than was counted. */
    static String pending(QueueStats left) {
        String more = left.accuracy() == Accuracy.EXACT ? "" : "+";
        return String.format(Locale.ROOT, "%,d%s pending", left.pending(), more);
    }

    private String row(String title, String... names) {
        Map<String, Long> counts = counts();
        return List.of(names).stream()
                .map(name -> String.format(Locale.ROOT, "%,d %s", counts.get(name), words(name)))
                .collect(Collectors.joining(" · ", String.format("%-9s ", title), ""));
    }

    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
