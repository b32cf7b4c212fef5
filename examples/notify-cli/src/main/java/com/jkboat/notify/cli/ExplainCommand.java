package com.jkboat.notify.cli;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationClient;
import com.jkboat.notify.Story;
import com.jkboat.notify.TimelineEntry;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells the whole story of a booking. */
@Command(name = "explain", description = "Tell everything that happened to a booking, in order.")
final class ExplainCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "BOOKING", description = "A booking, such as BK123456.")
    private String booking;

    /** Returns the subject key of a booking given with or without its kind. */
    static String subject(String booking) {
        return booking.contains("/") ? booking : "booking/" + booking;
    }

    @Override
    public Integer call() {
        Output output = Output.of(spec);
        try (NotificationClient client = options.client().build()) {
            Story story = client.notifications().explain(subject(booking));
            if (options.json) {
                output.json(json(story));
            } else {
                print(output, story, options);
            }
            return story.isEmpty() ? NotifyCli.LOOK : NotifyCli.WELL;
        }
    }

    private static Map<String, Object> json(Story story) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("subject", story.subject());
        object.put(
                "timeline",
                story.timeline().stream().map(ExplainCommand::fields).toList());
        return object;
    }

    private static Map<String, Object> fields(TimelineEntry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", entry.at().toString());
        fields.put("eventId", entry.eventId().toString());
        fields.put("notificationId", entry.notificationId().map(UUID::toString).orElse(""));
        fields.put("what", entry.what());
        fields.put("actor", entry.actor());
        fields.put("detail", entry.detail());
        return fields;
    }

    private static void print(Output output, Story story, CommonOptions options) {
        if (story.isEmpty()) {
            output.line(
                    "Nothing on record about " + story.subject() + ". Is it spelt right, and published? What waits in"
                            + " the queue comes on record when it is worked: " + options.command("work --until-idle"));
            return;
        }
        Map<UUID, String> routes = new HashMap<>();
        story.notifications().forEach(one -> routes.put(one.id(), one.route()));
        output.line("The story of " + story.subject() + "\n");
        story.timeline().forEach(entry -> output.line(line(entry, routes)));
        output.line("\nWhere it stands");
        story.notifications().forEach(one -> output.line(standing(one)));
    }

    private static String line(TimelineEntry entry, Map<UUID, String> routes) {
        String about =
                entry.notificationId().map(id -> routes.getOrDefault(id, "")).orElse("event");
        String actor = entry.actor().equals("notify") ? "" : " by " + entry.actor();
        return String.format(
                "  %s  %-21s %s%s%s",
                TIME.format(entry.at()),
                about,
                entry.what(),
                actor,
                entry.detail().isEmpty() ? "" : "  " + entry.detail());
    }

    private static String standing(Notification one) {
        return String.format(
                "  %-11s %-21s %s%s",
                one.status().word(),
                one.route(),
                one.recipient().map(to -> to.address()).orElse("(erased)"),
                one.template().map(template -> "  (" + template + ")").orElse(""));
    }
}
