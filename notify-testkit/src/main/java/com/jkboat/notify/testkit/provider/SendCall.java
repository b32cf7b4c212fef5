package com.jkboat.notify.testkit.provider;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** One call in a thread of its own. */
final class SendCall {

    private final FutureTask<SendOutcome> task;
    private final Thread thread;
    private volatile boolean flag;
    private volatile Duration took = Duration.ZERO;

    SendCall(EmailProvider provider, EmailMessage message) {
        task = new FutureTask<>(() -> {
            long started = System.nanoTime();
            SendOutcome outcome = provider.send(message);
            took = Duration.ofNanos(System.nanoTime() - started);
            flag = Thread.currentThread().isInterrupted();
            return outcome;
        });
        thread = new Thread(task, "contract-call");
        thread.setDaemon(true);
        thread.start();
    }

    void interrupt() {
        thread.interrupt();
    }

    SendOutcome outcome(Duration limit) throws Exception {
        return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean keptTheFlag() {
        return flag;
    }

    Duration took() {
        return took;
    }
}
