package com.jkboat.notify.cli;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.NotFoundException;
import com.jkboat.notify.NotifyException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Notify as one command: publishes events, works the queue, and answers what became of them.
 *
 * <p>Exit codes: 0 all well; 1 something was refused, clashed, was rejected, dead-lettered or is in doubt; 2 wrong usage
 * or configuration; 128 and its number when a signal ended it before it was done.
 *
 * @since 0.1
 */
@Command(
        name = "notify",
        description = "Booking events in, e-mails out, every attempt on record.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "notify 0.1.0-SNAPSHOT",
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all well",
            "1:something was refused, clashed, was rejected, given up on, or is in doubt; or was not found",
            "2:wrong usage or configuration",
            "130, 143:ended by Ctrl-C, or by a signal, before it was done; nothing is lost, give the command again"
        },
        subcommands = {
            RunCommand.class,
            PublishCommand.class,
            WorkCommand.class,
            ShowCommand.class,
            ExplainCommand.class,
            DeadLettersCommand.class,
            ResendCommand.class,
            CancelCommand.class,
            TemplatesCommand.class,
            DoctorCommand.class
        })
public final class NotifyCli {

    static final int WELL = 0;
    static final int LOOK = 1;
    static final int WRONG = 2;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs a command; prints to these streams and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new NotifyCli())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(handler())
                .setParameterExceptionHandler(NotifyCli::explain);
        if (args.length == 0) {
            line.usage(err);
            return WRONG;
        }
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** What is wrong stands last, where it is seen; the whole help only where there is a command to choose. */
    private static int explain(ParameterException exception, String[] args) {
        CommandLine line = exception.getCommandLine();
        PrintWriter err = line.getErr();
        if (!line.getSubcommands().isEmpty() && !UnmatchedArgumentException.printSuggestions(exception, err)) {
            line.usage(err);
        }
        err.println(exception.getMessage());
        String command = line.getCommandSpec().qualifiedName(" ");
        err.println("See ./" + command + " --help");
        return WRONG;
    }

    private static IExecutionExceptionHandler handler() {
        return (exception, line, result) -> {
            if (exception instanceof IOException) {
                line.getErr().println("A file cannot be used: " + exception + ". Is the folder writable?");
                return WRONG;
            }
            if (!(exception instanceof NotifyException) && !(exception instanceof IllegalArgumentException)) {
                throw exception;
            }
            line.getErr().println(exception.getMessage());
            if (exception instanceof NotFoundException) {
                line.getErr().println("Find what there is: ./notify show --booking BOOKING");
            }
            boolean verbose = result.matchedOptionValue("--verbose", false);
            if (verbose) {
                exception.printStackTrace(line.getErr());
            }
            return exception instanceof ConfigurationException || exception instanceof IllegalArgumentException
                    ? WRONG
                    : codeOf((NotifyException) exception);
        };
    }

    /** What was looked for and is not there is a finding; anything else cannot go on. */
    private static int codeOf(NotifyException exception) {
        return exception.code().equals("NTF-070") ? LOOK : WRONG;
    }
}
