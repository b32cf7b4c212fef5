package com.jkboat.notify.cli;

import com.jkboat.notify.queue.QueueStats;
import com.jkboat.notify.queue.QueueStats.Accuracy;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Shows how a command goes: one line that is rewritten on a terminal; elsewhere a line now and then, when there is news.
 *
 * <p>Safe for several threads.
 */
final class Progress {

    private static final long TERMINAL_EVERY = Duration.ofMillis(200).toNanos();
    private static final long PLAIN_EVERY = Duration.ofSeconds(5).toNanos();
    private static final String REST_OF_LINE = "\u001B[K";
    private static final String NO_WRAP = "\u001B[?7l"; // for the moment in which a window has become narrower
    private static final String WRAP = "\u001B[?7h";

    private final Tally tally;
    private final Output output;
    private final Optional<Terminal> terminal;
    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private Pace pace = new Pace(); // guarded by lock
    private String doing = ""; // guarded by lock
    private String lastPlain = ""; // guarded by lock
    private long began; // guarded by lock
    private long shownAt; // guarded by lock
    private boolean ended; // guarded by lock

    Progress(Tally tally, Output output, Optional<Terminal> terminal, LongSupplier nanoTime) {
        this.tally = tally;
        this.output = output;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.shownAt = nanoTime.getAsLong();
    }

    /** Shows how publishing goes. */
    void publishing(OptionalDouble share) {
        synchronized (lock) {
            begin("Publishing", tally.read.get());
            String sent = tally.done() == 0 ? "" : String.format(Locale.ROOT, ", %,d sent", tally.sent.get());
            String counts = String.format(Locale.ROOT, "%,d read%s", tally.read.get(), sent);
            double elapsed = (nanoTime.getAsLong() - began) / 1e9;
            OptionalDouble left = share.stream()
                    .filter(part -> part > 0.02 && part < 1)
                    .map(part -> elapsed * (1 - part) / part)
                    .findFirst();
            show(new ProgressLine(doing, share, counts, pace.perSecond(), left, ""));
        }
    }

    /**
     * Shows how the queue is worked to its end.
     *
     * @param note what may be holding it up, shown once it stands still
     */
    void sending(QueueStats left, String note) {
        synchronized (lock) {
            begin("Sending", tally.done());
            double rate = pace.perSecond();
            long toGo = toGo(left);
            boolean exact = toGo > left.pending() || left.accuracy() == Accuracy.EXACT;
            show(new ProgressLine(
                    doing,
                    exact
                            ? OptionalDouble.of((double) tally.done() / Math.max(1, tally.done() + toGo))
                            : OptionalDouble.empty(),
                    String.format(Locale.ROOT, "%,d sent, %,d%s to go", tally.sent.get(), toGo, exact ? "" : "+"),
                    rate,
                    exact && rate >= 1 ? OptionalDouble.of(toGo / rate) : OptionalDouble.empty(),
                    pace.hasStopped() ? note : ""));
        }
    }

    /** Large queues are counted up to a limit; then what this command has published says more. */
    private long toGo(QueueStats left) {
        return left.accuracy() == Accuracy.EXACT
                ? left.pending()
                : Math.max(left.pending(), tally.published.get() - tally.done());
    }

    /**
     * Shows how the queue is worked without an end.
     *
     * @param left empty while the queue is away
     * @param note what holds it up
     */
    void working(Optional<QueueStats> left, String note) {
        synchronized (lock) {
            begin("Working", tally.done());
            String counts = String.format(Locale.ROOT, "%,d sent", tally.sent.get())
                    + left.map(stats -> ", " + Summary.pending(stats)).orElse("");
            show(new ProgressLine(
                    doing, OptionalDouble.empty(), counts, pace.perSecond(), OptionalDouble.empty(), note));
        }
    }

    /** Makes room for another line, below which it goes on. */
    void clear() {
        synchronized (lock) {
            if (terminal.isPresent() && !doing.isEmpty()) {
                output.err().print("\r" + REST_OF_LINE);
                output.err().flush();
            }
        }
    }

    /** Shows nothing any more. */
    void end() {
        synchronized (lock) {
            clear();
            ended = true;
        }
    }

    private void begin(String what, long count) {
        long now = nanoTime.getAsLong();
        if (!doing.equals(what)) {
            doing = what;
            began = now;
            pace = new Pace();
        }
        pace.note(now, count);
    }

    private void show(ProgressLine line) {
        long now = nanoTime.getAsLong();
        if (ended || now - shownAt < (terminal.isPresent() ? TERMINAL_EVERY : PLAIN_EVERY)) {
            return;
        }
        shownAt = now;
        if (terminal.isPresent()) {
            output.err().print("\r" + NO_WRAP + line.fitted(terminal.get().columns()) + REST_OF_LINE + WRAP);
            output.err().flush();
        } else if (!line.plain().equals(lastPlain)) {
            lastPlain = line.plain();
            output.talk(lastPlain);
        }
    }
}
