package com.jkboat.notify.cli;

import java.io.PrintStream;

/**
 * Starts Notify from the command line.
 *
 * @since 0.1
 */
public final class NotifyCli {

    private NotifyCli() {}

    /**
     * Prints how the command is used.
     *
     * @param args ignored so far
     */
    public static void main(String[] args) {
        usage(System.out);
    }

    static void usage(PrintStream out) {
        out.println("Usage: notify COMMAND [OPTIONS]");
    }
}
