package com.jkboat.notify.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One worker in a JVM of its own, which can be killed, stopped and told to end. */
final class WorkerProcess implements AutoCloseable {

    static final String SETTINGS = "worker.properties";
    static final String BEFORE_GATE = "before.gate";
    static final String AFTER_GATE = "after.gate";
    static final String ENRICH_GATE = "enrich.gate";
    static final String OUTAGE = "outage";

    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final Path log;
    private final Timeline timeline;

    private WorkerProcess(String name, Process process, Path log, Timeline timeline) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.timeline = timeline;
    }

    /**
     * Starts one.
     *
     * @param folder its own, with its settings and gates
     * @param sends the provider's log
     * @param words more for the JVM, and at their end the class to run
     */
    static WorkerProcess start(Path folder, Path sends, List<String> words, Timeline timeline) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dlogback.configurationFile=com/jkboat/notify/faults/worker-logback.xml"));
        command.addAll(words);
        command.addAll(List.of(folder.toString(), sends.toString()));
        Path log = folder.resolve("worker.log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            String name = folder.getFileName().toString();
            timeline.add("start " + name + " as process " + process.pid());
            timeline.attach(log);
            return new WorkerProcess(name, process, log, timeline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how many lines of what it logged say this. */
    long logged(String words) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(words)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it on the spot, as {@code kill -9} does. */
    void kill() {
        timeline.add("kill -9 " + name);
        process.destroyForcibly();
        awaitEnd(LONGEST_END);
    }

    /** Asks it to end. */
    void terminate() {
        signal("TERM"); // destroy() would shut its input too, and it would take itself for an orphan
    }

    /** Stops every thread of it where it is. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** Waits for its end and returns the exit code. */
    int awaitEnd(Duration most) {
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " has not ended within " + most);
            }
            timeline.add(name + " ended with " + process.exitValue());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits a moment, or until it ended by itself. */
    void leaveAlone(Duration moment) {
        try {
            process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String signal) {
        timeline.add("SIG" + signal + " " + name);
        try {
            int code = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill answered " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
