package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.queue.QueueStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The end of a run: what was counted, and what to do next.
 *
 * @param left what is still in the queue
 * @param scheduled notifications that wait for their time
 */
record Summary(Tally tally, QueueStats left, long scheduled, long elapsedMillis) {

    /** Ends a run that began at a time of {@link System#nanoTime()}. */
    static Summary of(NotificationClient client, Tally tally, QueueStats left, long startedAt) {
        return new Summary(tally, left, Scheduled.count(client), (System.nanoTime() - startedAt) / 1_000_000);
    }

    void print(Output output, CommonOptions options) {
        if (options.json) {
            output.json(tally.counts(left, scheduled, elapsedMillis));
            return;
        }
        Map<String, Long> counts = tally.counts(left, scheduled, elapsedMillis);
        output.line("");
        output.line(row("Events", counts, "read", "published", "duplicates", "refused", "conflicts"));
        output.line(row("E-mails", counts, "sent", "rejected", "deadLettered", "suppressed", "inDoubt"));
        output.line(row("Queue", counts, "pending", "scheduled"));
        output.line(String.format(Locale.ROOT, "%-9s %.1f s", "Time", elapsedMillis / 1000.0));
        next(options).forEach(output::line);
    }

    private static String row(String title, Map<String, Long> counts, String... names) {
        List<String> cells = new ArrayList<>();
        for (String name : names) {
            String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
            cells.add(String.format(Locale.ROOT, "%,d %s", counts.get(name), words));
        }
        return String.format("%-9s %s", title, String.join(" · ", cells));
    }

    private List<String> next(CommonOptions options) {
        List<String> next = new ArrayList<>();
        if (tally.sent.get() > 0 && !options.overrides.containsKey("notify.providers")) {
            next.add("\nThe mails are in " + options.folder().resolve("outbox") + ". Ask what became of a booking:"
                    + " ./notify explain BOOKING");
        }
        if (left.pending() > 0) {
            next.add("\nNo provider can be reached; " + left.pending() + " messages stay in the queue."
                    + " The next run, or ./notify work, sends them.");
        }
        if (tally.held.get() > 0) {
            next.add("\n" + tally.held.get() + " mails are held: outside production nobody gets mail by accident."
                    + " Set notify.environment=production, notify.guard.allow or notify.guard.redirect-to.");
        }
        if (tally.inDoubt() > 0) {
            next.add("\nSee what is in doubt: ./notify show --status in_doubt. Send one again: ./notify resend ID"
                    + " --by WHO --reason WHY");
        }
        if (tally.deadLettered.get() > 0) {
            next.add("\nSee what was given up on: ./notify dead-letters list");
        }
        return next;
    }
}
