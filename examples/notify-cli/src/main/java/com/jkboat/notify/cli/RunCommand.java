package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.queue.QueueStats;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Publishes events and works the queue until nothing is due. */
@Command(name = "run", description = "Publish events, then work until nothing is due.")
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Mixin
    private EventFiles files;

    @Override
    public Integer call() throws InterruptedException {
        Output output = Output.of(spec);
        Tally tally = new Tally();
        Progress progress = new Progress(tally, output, options);
        long startedAt = System.nanoTime();
        try (NotificationClient client = options.client().listener(tally).build();
                DrainOnSignal drain = new DrainOnSignal(client, tally, output)) {
            drain.begin();
            client.start();
            files.publish(new EventPublishing(client, tally, output, progress), options.room());
            QueueStats left = new Working(client, progress, options.room()).untilIdle();
            progress.clear();
            Summary.of(client, tally, left, startedAt).print(output, options);
        }
        return tally.isClean() ? NotifyCli.WELL : NotifyCli.LOOK;
    }
}
