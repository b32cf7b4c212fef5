package com.jkboat.notify.cli;

import com.jkboat.notify.queue.QueueStats;
import java.time.Duration;
import java.util.Locale;

/** Shows how a run goes: one line that is rewritten on a terminal, a plain line now and then elsewhere. */
final class Progress {

    private static final long TERMINAL_EVERY = Duration.ofMillis(200).toNanos();
    private static final long PLAIN_EVERY = Duration.ofSeconds(5).toNanos();
    private static final long STUCK_AFTER = Duration.ofSeconds(3).toNanos();
    private static final int WIDTH = 24;

    private final Tally tally;
    private final Output output;
    private final boolean terminal;
    private final long startedAt = System.nanoTime();
    private long shownAt = startedAt;
    private long movedAt = startedAt;
    private long lastSent;

    Progress(Tally tally, Output output, CommonOptions options) {
        this.tally = tally;
        this.output = output;
        this.terminal = "1".equals(System.getenv("NOTIFY_TERMINAL")) && !options.json;
    }

    void show() {
        show(0, "");
    }

    void show(QueueStats left) {
        boolean held = left.leased() > 0 && left.leased() == left.pending();
        show(
                left.pending(),
                held ? "; waiting for " + left.leased() + " that another run holds, or held when it ended" : "");
    }

    private void show(long pending, String waiting) {
        long now = System.nanoTime();
        if (lastSent != tally.sent.get()) {
            lastSent = tally.sent.get();
            movedAt = now;
        }
        if (now - shownAt < (terminal ? TERMINAL_EVERY : PLAIN_EVERY)) {
            return;
        }
        shownAt = now;
        String text = line(pending, now) + (now - movedAt > STUCK_AFTER ? waiting : "");
        if (terminal) {
            output.err().print("\r\u001B[K" + bar(pending) + text);
            output.err().flush();
        } else {
            output.talk(text);
        }
    }

    void clear() {
        if (terminal) {
            output.err().print("\r\u001B[K");
            output.err().flush();
        }
    }

    private String bar(long pending) {
        long done = tally.sent.get() + tally.rejected.get();
        long all = Math.max(1, done + pending);
        int filled = (int) (WIDTH * done / all);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] ";
    }

    private String line(long pending, long now) {
        double seconds = Math.max(0.001, (now - startedAt) / 1e9);
        double rate = tally.sent.get() / seconds;
        String left = rate < 1 || pending == 0 ? "" : ", about " + Math.max(1, Math.round(pending / rate)) + " s left";
        return String.format(
                Locale.ROOT, "%,d read, %,d sent, %.0f/s%s", tally.read.get(), tally.sent.get(), rate, left);
    }
}
