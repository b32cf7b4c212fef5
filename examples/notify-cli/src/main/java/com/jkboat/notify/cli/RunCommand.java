package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.queue.QueueStats;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes events and works the queue until nothing is due. */
@Command(name = "run", description = "Publish events, then work until nothing is due.")
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "NDJSON, a JSON array, or one JSON event; - for standard input.")
    private List<String> files;

    @Override
    public Integer call() throws InterruptedException {
        Output output = Output.of(spec);
        Tally tally = new Tally();
        Progress progress = new Progress(tally, output, options);
        long startedAt = System.nanoTime();
        try (NotificationClient client = options.client().listener(tally).build()) {
            client.start();
            new EventPublishing(client, tally, output, progress).publish(files, System.in);
            QueueStats left = Working.untilIdle(client, progress);
            progress.clear();
            Summary.of(client, tally, left, startedAt).print(output, options);
        }
        return tally.isClean() ? NotifyCli.WELL : NotifyCli.LOOK;
    }
}
