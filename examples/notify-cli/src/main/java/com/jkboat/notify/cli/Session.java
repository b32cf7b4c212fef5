package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotifyException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that publishes or works, from its first event to its summary.
 *
 * <p>It goes in steps. A signal to end waits for the step under way and lets none begin after it; then it drains the
 * client and prints the summary in the command's place. A second signal ends the process at once.
 */
final class Session implements AutoCloseable {

    private final CommonOptions options;
    private final Output output;
    private final Tally tally = new Tally();
    private final Progress progress;
    private final NotificationClient client;
    private final long startedAt = System.nanoTime();
    private final EndSignals signals;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ReentrantLock steps = new ReentrantLock();
    private Part part = Part.PUBLISH; // guarded by steps
    private boolean ended; // guarded by steps

    /** What a command does, which says what it is called to account for. */
    enum Part {
        /** Events are published, and nothing is sent. */
        PUBLISH,
        /** The queue is worked until it is idle. */
        WORK,
        /** The queue is worked until a signal comes. */
        WORK_ON
    }

    /** A step of a command. */
    @FunctionalInterface
    interface Step {
        void take() throws InterruptedException;
    }

    private Session(Output output, CommonOptions options) {
        this.options = options;
        this.output = output;
        this.progress = new Progress(tally, output, Terminal.ofPerson(System.getenv()), System::nanoTime);
        this.client = options.client().listener(tally).build();
        this.signals = EndSignals.heardBy(this::endEarly);
    }

    /** Opens everything; signals are heard from here on. */
    static Session begin(CommandSpec spec, CommonOptions options) {
        return new Session(Output.of(spec), options);
    }

    /** Publishes what the files hold. */
    void publish(EventFiles files) throws InterruptedException {
        files.publish(this);
    }

    /** Works the queue until nothing is due, or no provider can be reached. */
    void workUntilIdle() throws InterruptedException {
        new Working(this).untilIdle();
    }

    /** Works the queue until a signal comes, which is then no early end. */
    void workUntilSignal() throws InterruptedException {
        step(() -> part = Part.WORK_ON);
        output.talk("Working the queue; Ctrl-C ends it.");
        new Working(this).forEver();
    }

    /** Starts to work the queue, beside whatever else is done. */
    void start() throws InterruptedException {
        step(() -> {
            part = Part.WORK;
            client.start();
        });
    }

    /** Ends the command, and returns its exit code. */
    int end() throws InterruptedException {
        step(() -> {
            ended = true;
            account(Summary.End.DONE);
        });
        return tally.exitCode();
    }

    /** Takes a step; never returns once a signal has ended the command. */
    void step(Step what) throws InterruptedException {
        steps.lock();
        try {
            what.take();
        } finally {
            steps.unlock();
        }
    }

    private void endEarly(int code) {
        if (!asked.compareAndSet(false, true)) {
            output.talk("Ended at once. What was being sent is settled by the next run, or is in doubt and says so.");
            Runtime.getRuntime().halt(code);
        }
        progress.end();
        output.talk("Ending: what is under way is finished first. Ctrl-C again ends at once.");
        steps.lock();
        if (ended) {
            steps.unlock();
            return;
        }
        drain(code); // keeps the lock: no step begins any more
    }

    private void drain(int code) {
        boolean early = part != Part.WORK_ON;
        try {
            client.drain();
            account(early ? Summary.End.EARLY : Summary.End.DONE);
            client.close();
        } catch (NotifyException e) {
            output.talk(String.valueOf(e.getMessage()));
        } finally {
            System.exit(early ? code : tally.exitCode());
        }
    }

    private void account(Summary.End end) {
        progress.end();
        Summary summary = new Summary(
                part, tally, client.queueStats(), Scheduled.count(client), (System.nanoTime() - startedAt) / 1_000_000);
        if (options.json) {
            output.json(summary.counts());
        } else {
            summary.rows().forEach(output::line);
            new NextSteps(summary, options, end, client.providers()).all().forEach(step -> output.line("\n" + step));
        }
    }

    CommonOptions options() {
        return options;
    }

    Output output() {
        return output;
    }

    Tally tally() {
        return tally;
    }

    Progress progress() {
        return progress;
    }

    NotificationClient client() {
        return client;
    }

    @Override
    public void close() {
        steps.lock(); // for good, if a signal has it
        try {
            ended = true;
        } finally {
            steps.unlock();
        }
        signals.close();
        progress.end();
        client.close();
    }
}
