package com.jkboat.notify.cli;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the audit record. */
@Command(name = "show", description = "Show notifications on record.")
final class ShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @ArgGroup(multiplicity = "1")
    private Question question = new Question();

    /** What is asked for; exactly one. */
    static final class Question {

        @Option(names = "--booking", paramLabel = "B", description = "A booking, such as BK123456.")
        @Nullable
        String booking;

        @Option(names = "--customer", paramLabel = "C", description = "A customer, such as CUST789.")
        @Nullable
        String customer;

        @Option(names = "--recipient", paramLabel = "R", description = "A whole e-mail address.")
        @Nullable
        String recipient;

        @Option(names = "--status", paramLabel = "S", description = "A status, such as in_doubt.")
        @Nullable
        String status;

        @Option(names = "--id", paramLabel = "N", converter = IdWord.class, description = "A notification's id.")
        @Nullable
        UUID id;
    }

    @Override
    public Integer call() {
        Output output = Output.of(spec);
        try (NotificationClient client = options.client().build()) {
            List<Notification> found = find(client);
            if (options.json) {
                output.json(json(found));
            } else {
                print(output, found);
            }
            return found.isEmpty() && question.id != null ? NotifyCli.LOOK : NotifyCli.WELL;
        }
    }

    private List<Notification> find(NotificationClient client) {
        if (question.id != null) {
            return client.notifications().find(question.id).map(List::of).orElse(List.of());
        }
        List<Notification> found = new ArrayList<>();
        NotificationQuery query = query().withLimit(1000);
        Page<Notification> page = client.notifications().search(query);
        found.addAll(page.items());
        while (page.next().isPresent()) {
            page = client.notifications().search(query.after(page.next().get()));
            found.addAll(page.items());
        }
        return found;
    }

    private NotificationQuery query() {
        NotificationQuery all = NotificationQuery.all();
        if (question.booking != null) {
            return all.about(ExplainCommand.subject(question.booking));
        }
        if (question.customer != null) {
            return all.ofCustomer(question.customer);
        }
        return question.recipient != null ? all.to(question.recipient) : all.in(status());
    }

    private NotificationStatus status() {
        String word = String.valueOf(question.status);
        return NotificationStatus.ofWord(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--status must be a status such as sent, in_doubt or scheduled, but was \"" + word + "\""));
    }

    private Map<String, Object> json(List<Notification> found) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (question.booking != null) {
            object.put("bookingId", ExplainCommand.subject(question.booking).substring("booking/".length()));
        }
        object.put("notifications", found.stream().map(ShowCommand::fields).toList());
        return object;
    }

    private static Map<String, Object> fields(Notification one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", one.id().toString());
        fields.put("eventType", one.origin().eventType());
        fields.put("emailType", one.route());
        putOptional(fields, "recipient", one.recipient().map(to -> to.address()));
        fields.put("status", one.status().word());
        fields.put("attempts", one.progress().attempts());
        putOptional(fields, "sentAt", one.progress().sentAt().map(Instant::toString));
        putOptional(fields, "providerId", one.progress().providerMessageId());
        return fields;
    }

    @SuppressWarnings("NullAway") // null is JSON's word for what is not there
    private static void putOptional(Map<String, Object> fields, String name, Optional<String> value) {
        fields.put(name, value.orElse(null));
    }

    private void print(Output output, List<Notification> found) {
        if (found.isEmpty()) {
            output.line(
                    question.status == null
                            ? "Nothing on record. Is it spelt right? What waits in the queue comes on record when it is"
                                    + " worked: " + options.command("work --until-idle")
                            : "Nothing on record with this status.");
            return;
        }
        output.line(String.format("%-11s %-22s %-8s %-20s %s", "STATUS", "TYPE", "ATTEMPTS", "CREATED", "RECIPIENT"));
        for (Notification one : found) {
            output.line(String.format(
                    "%-11s %-22s %-8d %-20s %s",
                    one.status().word(),
                    one.route(),
                    one.progress().attempts(),
                    one.progress().createdAt().toString().substring(0, 19) + "Z",
                    one.recipient().map(to -> to.address()).orElse("(erased)")));
            output.line("            " + one.id()
                    + one.reason().map(why -> "  " + why).orElse(""));
        }
    }
}
