package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets nothing more go out about a booking. */
@Command(name = "cancel", description = "Cancel everything about a booking that was not sent yet.")
final class CancelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "BOOKING", description = "A booking, such as BK123456.")
    private String booking;

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who asks for it.")
    private String by;

    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Why.")
    private String reason;

    @Override
    public Integer call() {
        Output output = Output.of(spec);
        try (NotificationClient client = options.client().build()) {
            long cancelled = client.notifications().cancel(ExplainCommand.subject(booking), by, reason);
            if (options.json) {
                output.json(Map.of("cancelled", cancelled));
            } else if (cancelled == 0) {
                output.line("Nothing about " + booking + " is waiting to be sent.");
            } else {
                output.line(cancelled + " cancelled. The whole story: " + options.command("explain " + booking));
            }
        }
        return NotifyCli.WELL;
    }
}
