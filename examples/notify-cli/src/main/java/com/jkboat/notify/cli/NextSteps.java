package com.jkboat.notify.cli;

import com.jkboat.notify.ProviderHealth;
import com.jkboat.notify.ProviderHealth.Gate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person may want to do after a command, in sentences with the command to give.
 *
 * @param providers how they are doing at the end
 */
record NextSteps(Summary summary, CommonOptions options, Summary.End end, List<ProviderHealth> providers) {

    List<String> all() {
        Tally tally = summary.tally();
        return Stream.of(
                        when(options.writesFiles() ? tally.sent.get() : 0, mails()),
                        when(tally.sent.get() == 0 ? tally.duplicates.get() : 0, duplicates()),
                        when(tally.refused.get() + tally.conflicts.get(), refused()),
                        when(end == Summary.End.EARLY ? 1 : 0, early()),
                        when(end == Summary.End.DONE ? summary.left().pending() : 0, pending()),
                        when(tally.held.get(), held()),
                        when(tally.rejected.get(), "See why mails were rejected: " + show("rejected")),
                        when(tally.inDoubt(), inDoubt()),
                        when(
                                tally.deadLettered.get(),
                                "See what was given up on: " + options.command("dead-letters list")))
                .flatMap(step -> step)
                .toList();
    }

    private static Stream<String> when(long count, String step) {
        return count == 0 ? Stream.empty() : Stream.of(step);
    }

    private String mails() {
        return "The mails are in " + options.outbox() + ". Ask what became of a booking: "
                + options.command("explain BOOKING");
    }

    private String duplicates() {
        return "Duplicates were published before, and nothing is sent twice. Ask what became of a booking: "
                + options.command("explain BOOKING");
    }

    private static String refused() {
        return "What was refused is named above, the rest went through. Mend it and give the same command again:"
                + " nothing is sent twice.";
    }

    private String early() {
        return "Ended early; nothing is lost. "
                + (summary.tally().read.get() == 0
                        ? "The rest: " + work()
                        : "The same command again goes on from here and sends nothing twice.");
    }

    private String pending() {
        return switch (summary.part()) {
            case PUBLISH -> "Send them: " + work();
            case WORK_ON -> "The rest stays in the queue: " + work();
            case WORK ->
                "No provider can be reached" + errors() + ". The messages stay in the queue; once one can be,"
                        + " send them: " + work();
        };
    }

    private String errors() {
        return providers.stream()
                .filter(provider -> provider.gate() != Gate.OPEN)
                .flatMap(provider -> provider.lastError().map(error -> provider.provider() + ": " + error).stream())
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("; "), all -> all.isEmpty() ? "" : " (" + all + ")"));
    }

    private String held() {
        return summary.tally().held.get() + " mails are held: outside production nobody gets mail by accident. Set"
                + " notify.environment=production, notify.guard.allow or notify.guard.redirect-to. See them: "
                + show("held");
    }

    private String inDoubt() {
        return "See what is in doubt: " + show("in_doubt") + "\nSend one again: "
                + options.command("resend ID --by WHO --reason WHY");
    }

    private String work() {
        return options.command("work --until-idle");
    }

    private String show(String status) {
        return options.command("show --status " + status);
    }
}
