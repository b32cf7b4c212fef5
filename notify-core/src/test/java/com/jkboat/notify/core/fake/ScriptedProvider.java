package com.jkboat.notify.core.fake;

import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A provider that answers as it was told, and accepts everything once its script has ended. */
public final class ScriptedProvider implements EmailProvider {

    private final String name;
    private final List<EmailMessage> called = new CopyOnWriteArrayList<>();
    private final Deque<Function<EmailMessage, SendOutcome>> script = new ArrayDeque<>(); // guarded by itself
    private final Map<UUID, SendOutcome> memory = new HashMap<>();
    private final AtomicInteger closed = new AtomicInteger();
    private Reach reach = Reach.LOCAL;
    private Optional<RuntimeException> lookupFault = Optional.empty();

    public ScriptedProvider(String name) {
        this.name = name;
    }

    /** Answers the next calls with these. */
    public ScriptedProvider answers(SendOutcome... outcomes) {
        for (SendOutcome outcome : outcomes) {
            does(message -> outcome);
        }
        return this;
    }

    /** Answers every call of these many with the same. */
    public ScriptedProvider answersTimes(int times, SendOutcome outcome) {
        for (int i = 0; i < times; i++) {
            answers(outcome);
        }
        return this;
    }

    /** Does this on the next call. */
    public ScriptedProvider does(Function<EmailMessage, SendOutcome> what) {
        synchronized (script) {
            script.add(what);
        }
        return this;
    }

    /** Forgets what is left of the script. */
    public void recovers() {
        synchronized (script) {
            script.clear();
        }
    }

    /** Answers so when it is asked about a notification. */
    public void remembers(UUID notification, SendOutcome outcome) {
        memory.put(notification, outcome);
    }

    /** Fails whenever it is asked about a notification. */
    public void failsWhenAsked(RuntimeException fault) {
        lookupFault = Optional.of(fault);
    }

    public ScriptedProvider reaching(Reach far) {
        reach = far;
        return this;
    }

    /** Returns the messages of all calls, in order. */
    public List<EmailMessage> called() {
        return called;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SendOutcome send(EmailMessage message) {
        called.add(message);
        Function<EmailMessage, SendOutcome> next;
        synchronized (script) {
            next = script.isEmpty() ? any -> new Accepted(name + "-" + called.size()) : script.poll();
        }
        return next.apply(message);
    }

    @Override
    public Optional<SendOutcome> lookup(UUID notificationId) {
        lookupFault.ifPresent(fault -> {
            throw fault;
        });
        return Optional.ofNullable(memory.get(notificationId));
    }

    @Override
    public Reach reach() {
        return reach;
    }

    /** Counts how often it was closed. */
    public int closed() {
        return closed.get();
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
