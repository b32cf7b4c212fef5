package com.jkboat.notify.testkit.smtp;

import com.jkboat.notify.testkit.smtp.SmtpReaction.Ending;
import com.jkboat.notify.testkit.smtp.SmtpReaction.Raw;
import com.jkboat.notify.testkit.smtp.SmtpReaction.Reply;
import com.jkboat.notify.testkit.smtp.SmtpReaction.Stall;
import com.jkboat.notify.testkit.smtp.SmtpScript.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The server's side of one connection. */
final class SmtpConversation {

    private static final Reply OK = new Reply(250, "2.0.0 Ok");
    private static final SmtpReaction NOTHING = new Raw("", Ending.GO_ON);

    private final ScriptedSmtpServer server;
    private final SmtpWire wire;
    private final SmtpTranscript transcript;
    private boolean open = true;
    private Optional<String> user = Optional.empty();
    private String sender = "";
    private String mailParameters = "";
    private final List<String> recipients = new ArrayList<>();

    SmtpConversation(ScriptedSmtpServer server, SmtpWire wire, SmtpTranscript transcript) {
        this.server = server;
        this.wire = wire;
        this.transcript = transcript;
    }

    void run() throws IOException, InterruptedException {
        react(SmtpStep.CONNECT, new Reply(220, "localhost ESMTP scripted"));
        while (open) {
            Optional<String> line = wire.readLine();
            if (line.isEmpty()) {
                return;
            }
            handle(line.get());
        }
    }

    private void handle(String line) throws IOException, InterruptedException {
        String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        transcript.client(command.equals("AUTH") ? "AUTH ***" : line);
        switch (command) {
            case "EHLO", "HELO" -> react(SmtpStep.EHLO, new Reply(250, server.greeting(wire.isSecured())));
            case "STARTTLS" -> startTls();
            case "AUTH" -> authenticate(line);
            case "MAIL" -> mail(line);
            case "RCPT" -> recipient(line);
            case "DATA" -> data();
            case "RSET" -> react(SmtpStep.RSET, OK);
            case "NOOP" -> react(SmtpStep.NOOP, OK);
            case "QUIT" -> quit();
            default -> say(new Reply(500, "5.5.1 unknown command").onTheWire());
        }
    }

    private void startTls() throws IOException, InterruptedException {
        if (react(SmtpStep.STARTTLS, new Reply(220, "2.0.0 ready"))) {
            wire.secure(server.certificate().forServer());
        }
    }

    private void authenticate(String line) throws IOException, InterruptedException {
        user = server.login().check(line, wire);
        Reply verdict = user.isPresent() ? new Reply(235, "2.7.0 welcome") : new Reply(535, "5.7.8 wrong credentials");
        react(SmtpStep.AUTH, verdict);
    }

    private void mail(String line) throws IOException, InterruptedException {
        recipients.clear();
        sender = path(line);
        mailParameters = line.substring(line.indexOf('>') + 1).strip();
        boolean locked = server.requiresLogin() && user.isEmpty();
        react(SmtpStep.MAIL, locked ? new Reply(530, "5.7.0 authentication required") : OK);
    }

    private void recipient(String line) throws IOException, InterruptedException {
        String address = path(line);
        if (perform(settle(server.script().nextForRecipient(address), OK))) {
            recipients.add(address);
        }
    }

    private void data() throws IOException, InterruptedException {
        if (!react(SmtpStep.DATA, new Reply(354, "go on"))) {
            return;
        }
        wire.awaitContent();
        perform(settle(server.script().next(SmtpStep.BODY), NOTHING));
        if (open) {
            take(wire.readContent());
        }
    }

    private void take(byte[] content) throws IOException, InterruptedException {
        transcript.client("(" + content.length + " bytes of content)");
        ReceivedMail mail = new ReceivedMail(sender, recipients, mailParameters, content, user, wire.isSecured());
        String queueId = server.received(mail);
        Reply byDefault = new Reply(250, "2.0.0 Ok: queued as " + queueId);
        SmtpReaction reaction = settle(server.script().next(SmtpStep.DOT), byDefault);
        // On record before the client can know: a test that has its answer finds the mail.
        if (reaction instanceof Reply reply && reply.isPositive()) {
            server.accepted(mail);
        }
        perform(reaction);
    }

    private void quit() throws IOException, InterruptedException {
        react(SmtpStep.QUIT, new Reply(221, "2.0.0 bye"));
        end(Ending.CLOSE);
    }

    private boolean react(SmtpStep step, Reply byDefault) throws IOException, InterruptedException {
        return perform(settle(server.script().next(step), byDefault));
    }

    /** Waits where it was told to stall, and answers what to do then. */
    private static SmtpReaction settle(Told told, SmtpReaction byDefault) throws InterruptedException {
        SmtpReaction reaction = told.reaction().orElse(byDefault);
        if (reaction instanceof Stall) {
            told.gate().await();
            return byDefault;
        }
        return reaction;
    }

    /** Does it; true when the client may go on to the next step. */
    private boolean perform(SmtpReaction reaction) throws IOException {
        if (reaction instanceof Reply reply) {
            say(reply.onTheWire());
            return reply.isPositive();
        }
        if (reaction instanceof Raw raw) {
            say(raw.text());
            end(raw.ending());
            return raw.isPositive();
        }
        return false;
    }

    private void say(String text) throws IOException {
        if (!text.isEmpty()) {
            transcript.server(text);
            wire.write(text);
        }
    }

    private void end(Ending ending) throws IOException {
        if (ending == Ending.GO_ON) {
            return;
        }
        open = false;
        if (ending == Ending.RESET) {
            wire.reset();
        } else {
            wire.close();
        }
    }

    private static String path(String line) {
        int start = line.indexOf('<');
        int end = line.indexOf('>', start);
        return start < 0 || end < 0 ? "" : line.substring(start + 1, end);
    }
}
