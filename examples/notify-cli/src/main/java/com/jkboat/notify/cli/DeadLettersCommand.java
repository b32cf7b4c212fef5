package com.jkboat.notify.cli;

import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.Page;
import com.jkboat.notify.queue.DeadLetter;
import com.jkboat.notify.queue.DeadLetters.Filter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after the messages that were given up on. */
@Command(name = "dead-letters", description = "List, replay or purge what was given up on.")
final class DeadLettersCommand {

    private static final int PAGE = 500;

    @Spec
    private CommandSpec spec;

    /** Which dead letters are meant; one of the two. */
    static final class Which {

        @Option(names = "--id", paramLabel = "N", description = "One message.")
        @Nullable
        String id;

        @Option(names = "--all", description = "Every dead letter.")
        boolean all;

        Filter filter() {
            return id == null ? Filter.all() : Filter.ids(id);
        }
    }

    @Command(name = "list", description = "List dead letters, oldest first.")
    int list(@Mixin CommonOptions options) {
        Output output = Output.of(spec);
        try (NotificationClient client = options.client().build()) {
            List<DeadLetter> letters = all(client);
            if (options.json) {
                output.json(Map.of(
                        "deadLetters",
                        letters.stream().map(DeadLettersCommand::fields).toList()));
            } else if (letters.isEmpty()) {
                output.line("No dead letters.");
            } else {
                letters.forEach(letter -> output.line(String.format(
                        "%s  buried %s after %d failures%n    %s",
                        letter.message().id(), letter.buriedAt(), letter.failures(), letter.reason())));
                output.line("\nSend them again: " + options.command("dead-letters replay --all") + ", then "
                        + options.command("work --until-idle"));
            }
        }
        return NotifyCli.WELL;
    }

    @Command(name = "replay", description = "Put dead letters back into the queue.")
    int replay(
            @Mixin CommonOptions options,
            @ArgGroup(multiplicity = "1") Which which,
            @Option(
                            names = "--per-second",
                            paramLabel = "N",
                            description = "Let only so many become due in a second; all at once if not given.")
                    @Nullable
                    Integer perSecond) {
        Output output = Output.of(spec);
        try (NotificationClient client = options.client().build()) {
            long replayed = client.deadLetters().replay(which.filter(), atMost(perSecond));
            return answer(
                    new Answer("replayed", replayed, " put back. Send them: " + options.command("work --until-idle")),
                    which,
                    output,
                    options);
        }
    }

    private int atMost(@Nullable Integer perSecond) {
        if (perSecond != null && perSecond < 1) {
            throw new ParameterException(spec.commandLine(), "--per-second must be 1 or more, but was: " + perSecond);
        }
        return perSecond == null ? Integer.MAX_VALUE : perSecond;
    }

    @Command(name = "purge", description = "Delete dead letters for good.")
    int purge(@Mixin CommonOptions options, @ArgGroup(multiplicity = "1") Which which) {
        Output output = Output.of(spec);
        try (NotificationClient client = options.client().build()) {
            long purged = client.deadLetters().purge(which.filter());
            return answer(new Answer("purged", purged, " deleted for good."), which, output, options);
        }
    }

    /** How many it were, in JSON's word and in a sentence that begins with the number. */
    private record Answer(String word, long count, String sentence) {}

    /** An id that is not there is a finding; that there are none at all is none. */
    private static int answer(Answer answer, Which which, Output output, CommonOptions options) {
        boolean unknown = answer.count() == 0 && which.id != null;
        if (options.json) {
            output.json(Map.of(answer.word(), answer.count()));
        } else if (unknown) {
            output.line(
                    "No dead letter has the id " + which.id + ". See them: " + options.command("dead-letters list"));
        } else {
            output.line(answer.count() == 0 ? "No dead letters." : answer.count() + answer.sentence());
        }
        return unknown ? NotifyCli.LOOK : NotifyCli.WELL;
    }

    private static List<DeadLetter> all(NotificationClient client) {
        List<DeadLetter> letters = new ArrayList<>();
        Page<DeadLetter> page = client.deadLetters().list(PAGE, Optional.empty());
        letters.addAll(page.items());
        while (page.next().isPresent()) {
            page = client.deadLetters().list(PAGE, page.next());
            letters.addAll(page.items());
        }
        return letters;
    }

    private static Map<String, Object> fields(DeadLetter letter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", letter.message().id());
        fields.put("reason", letter.reason());
        fields.put("failures", letter.failures());
        fields.put("buriedAt", letter.buriedAt().toString());
        return fields;
    }
}
