package com.jkboat.notify.cli;

import java.util.concurrent.Callable;
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
        try (Session session = Session.begin(spec, options)) {
            session.start();
            if (untilIdle) {
                session.workUntilIdle();
            } else {
                session.workUntilSignal();
            }
            return session.end();
        }
    }
}
