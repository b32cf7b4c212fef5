package com.jkboat.notify.cli;

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
        try (Session session = Session.begin(spec, options)) {
            session.start();
            session.publish(files);
            session.workUntilIdle();
            return session.end();
        }
    }
}
