package com.jkboat.notify.faults;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.Notify;
import com.jkboat.notify.faults.FaultyProvider.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The worker process: the real client, working until it is told to end or its parent is gone. */
final class WorkerMain {

    /** Exit code of a process that a poisoned message ended. */
    static final int HALTED = 99;

    private static final int ORPHANED = 98;

    private WorkerMain() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Settings settings = Settings.load(folder.resolve(WorkerProcess.SETTINGS));
        FaultyProvider provider = new FaultyProvider(new SendLog(Path.of(args[1])), waits(folder));
        Gate enrich = new Gate(folder.resolve(WorkerProcess.ENRICH_GATE));
        NotificationClient client = Notify.builder()
                .settings(settings)
                .domain(new Tickets())
                .provider(provider)
                .enricher(event -> enrich(event, enrich))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(client::close, "notify-shutdown"));
        client.start();
        while (System.in.read() >= 0) {
            // nobody writes; it ends when the parent does
        }
        Runtime.getRuntime().halt(ORPHANED);
    }

    /** Ends this process on the spot; what it returns is for the compiler. */
    static IllegalStateException halted() {
        Runtime.getRuntime().halt(HALTED);
        return new IllegalStateException("still here");
    }

    private static Waits waits(Path folder) {
        return new Waits(
                Integer.getInteger("faults.passes", 0),
                new Gate(folder.resolve(WorkerProcess.BEFORE_GATE)),
                new Gate(folder.resolve(WorkerProcess.AFTER_GATE)),
                Duration.ofMillis(Integer.getInteger("faults.answer", 0)),
                new Gate(folder.resolve(WorkerProcess.OUTAGE)));
    }

    private static Map<String, Object> enrich(Event event, Gate gate) {
        if (event.text("fault").map(Fault::ofWord).equals(Optional.of(Fault.HALTS_IN_ENRICH))) {
            throw halted();
        }
        gate.pass();
        return Map.of();
    }
}
