package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;

/** Makes Ctrl-C, or a signal to end, finish what is under way first, from its beginning until it is closed. */
final class DrainOnSignal implements AutoCloseable {

    private final Thread hook;

    DrainOnSignal(NotificationClient client, Tally tally, Output output) {
        this.hook = new Thread(() -> drain(client, tally, output), "notify-drain");
    }

    void begin() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void drain(NotificationClient client, Tally tally, Output output) {
        output.talk("\nEnding; what is under way is finished first …");
        client.close();
        output.talk(tally.sent.get() + " sent. The rest stays in the queue: ./notify work --until-idle");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // it runs already
            return;
        }
    }
}
