package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.queue.QueueStats;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Publishes events and leaves the work to others. */
@Command(name = "publish", description = "Publish events only.")
final class PublishCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private EventFiles files;

    @Override
    public Integer call() {
        Output output = Output.of(spec);
        Tally tally = new Tally();
        Progress progress = new Progress(tally, output, options);
        long startedAt = System.nanoTime();
        try (NotificationClient client = options.client().listener(tally).build()) {
            files.publish(new EventPublishing(client, tally, output, progress), options.room());
            QueueStats left = client.queueStats();
            progress.clear();
            if (options.json) {
                output.json(tally.counts(left, Scheduled.count(client), (System.nanoTime() - startedAt) / 1_000_000));
            } else {
                output.line(tally.published.get() + " published, " + tally.duplicates.get() + " duplicates, "
                        + tally.refused.get() + " refused, " + tally.conflicts.get() + " conflicts; "
                        + left.pending() + " pending. Send them: ./notify work --until-idle");
            }
        }
        return tally.isClean() ? NotifyCli.WELL : NotifyCli.LOOK;
    }
}
