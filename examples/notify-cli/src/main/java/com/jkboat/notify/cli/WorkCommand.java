package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.queue.QueueStats;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Works the queue until told to stop. */
@Command(name = "work", description = "Work the queue; Ctrl-C lets running work finish first.")
final class WorkCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Option(names = "--until-idle", description = "End when nothing is due, or no provider can be reached.")
    private boolean untilIdle;

    @Override
    public Integer call() throws InterruptedException {
        Output output = Output.of(spec);
        Tally tally = new Tally();
        long startedAt = System.nanoTime();
        try (NotificationClient client = options.client().listener(tally).build();
                DrainOnSignal drain = new DrainOnSignal(client, tally, output)) {
            drain.begin();
            client.start();
            if (!untilIdle) {
                output.talk("Working the queue; Ctrl-C ends it.");
                new CountDownLatch(1).await();
            }
            QueueStats left = new Working(client, new Progress(tally, output, options), options.room()).untilIdle();
            Summary.of(client, tally, left, startedAt).print(output, options);
        }
        return tally.isClean() ? NotifyCli.WELL : NotifyCli.LOOK;
    }
}
