package com.jkboat.notify.cli;

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
    public Integer call() throws InterruptedException {
        try (Session session = Session.begin(spec, options)) {
            session.publish(files);
            return session.end();
        }
    }
}
