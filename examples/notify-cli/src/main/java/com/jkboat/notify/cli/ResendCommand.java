package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a notification once more, on record as a new one. */
@Command(name = "resend", description = "Queue a notification once more, as a new linked record.")
final class ResendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "ID", converter = IdWord.class, description = "The notification, as show prints it.")
    private UUID id;

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who asks for it.")
    private String by;

    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Why.")
    private String reason;

    @Override
    public Integer call() {
        Output output = Output.of(spec);
        try (NotificationClient client = options.client().build()) {
            UUID newId = client.notifications().resend(id, by, reason);
            if (options.json) {
                output.json(Map.of("id", newId.toString(), "resendOf", id.toString()));
            } else {
                output.line("Queued as " + newId + ". Send it: " + options.command("work --until-idle"));
            }
        }
        return NotifyCli.WELL;
    }
}
