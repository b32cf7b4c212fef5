package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.jkboat.notify.Event;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What stands in log lines: the event's ids, and nothing about the people. */
class PrivacyTest {

    private static final Map<String, Object> HOSTILE = Map.of(
            "email", "zebulon.quux@example.org", "name", "Zebulon Quux", "note", "Zebulon's passport is X1234567");
    private static final List<String> PERSONAL = List.of("zebulon", "quux", "X1234567");

    private final EngineRig rig = new EngineRig();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final Lines lines = new Lines();

    @BeforeEach
    void listen() {
        lines.setContext(root.getLoggerContext());
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        root.detachAppender(lines);
        root.setLevel(before);
        rig.close();
    }

    @Test
    void logsNothingPersonalWhateverGoesWrong() {
        IllegalStateException fault = new IllegalStateException("no Zebulon Quux <zebulon.quux@example.org>");
        rig.provider.does(message -> new Unknown("lost zebulon.quux@example.org"));
        rig.provider.does(message -> {
            throw new IllegalStateException("zebulon.quux@example.org", fault);
        });
        rig.provider.does(message ->
                new Rejected(Rejected.Reason.INVALID_ADDRESS, "550 <zebulon.quux@example.org>: no such user"));
        rig.provider.failsWhenAsked(fault);
        for (int i = 0; i < 3; i++) {
            rig.publish(Shop.order(HOSTILE));
        }
        rig.work();
        breakEverything(fault);

        assertThat(lines.all).isNotEmpty();
        assertThat(personalLines()).isEmpty();
    }

    private void breakEverything(IllegalStateException fault) {
        rig.restart();
        rig.consents.add((event, route) -> {
            throw fault;
        });
        rig.audit.fails("statuses", 1, () -> fault);
        rig.queue.fails("settle", 1, () -> fault);
        rig.queue.fails("extend", 1, () -> fault);
        rig.publish(Shop.order(HOSTILE));
        rig.publish(Shop.order(HOSTILE));
        for (int i = 0; i < 6; i++) {
            rig.workAfter(Duration.ofSeconds(61));
        }
    }

    private List<String> personalLines() {
        return lines.all.stream()
                .filter(line -> PERSONAL.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
                .toList();
    }

    @Test
    void keepsAddressesOfProvidersAnswersOutOfTheRecord() {
        rig.provider.answers(new Rejected(
                Rejected.Reason.INVALID_ADDRESS, "550 <zebulon.quux@example.org>: no user zebulon.quux@example.org"));
        Event event = rig.publish(Shop.order(HOSTILE));

        rig.work();

        String subject = "order/O-" + event.id();
        assertThat(rig.find(event).reason()).contains("550 <z***@example.org>: no user z***@example.org");
        assertThat(rig.attempts(event).toString()).doesNotContain("zebulon");
        assertThat(rig.audit.get().timeline(subject))
                .extracting(TimelineEntry::detail)
                .noneMatch(it -> it.contains("zeb"));
    }

    @Test
    void putsTheIdsOfTheEventIntoTheContextAndTakesThemOut() {
        Map<String, String> seen = new HashMap<>();
        rig.provider.does(message -> {
            seen.putAll(MDC.getCopyOfContextMap());
            return Deferred.of("later");
        });
        Event event = rig.publish(Shop.order(HOSTILE));

        rig.work();

        assertThat(seen)
                .containsEntry("eventId", event.id().toString())
                .containsEntry("correlationId", "corr-1")
                .containsEntry("channel", "email")
                .containsEntry("attempt", "1");
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        rig.provider.does(message -> {
            seen.putAll(MDC.getCopyOfContextMap());
            throw new IllegalStateException("bug");
        });
        rig.workAfter(Duration.ofSeconds(1));
        assertThat(seen).containsEntry("attempt", "2");
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void showsNothingPersonalInTheFormOfAnything() {
        Event event = rig.publish(Shop.order(HOSTILE));
        List<Object> things = new ArrayList<>();
        things.add(event);
        rig.provider.does(message -> {
            things.add(message);
            return new Accepted("m");
        });
        rig.work();
        things.add(rig.find(event));
        things.add(rig.audit.get().event(event.id()));
        rig.publish(Shop.order(HOSTILE));
        things.addAll(rig.leaseAndDie());

        assertThat(things).hasSizeGreaterThan(4);
        assertThat(things.toString().toLowerCase(Locale.ROOT)).doesNotContain(PERSONAL);
    }

    /** Every line with its throwables and its context, as text. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder line = new StringBuilder()
                    .append(event.getLoggerName())
                    .append(' ')
                    .append(event.getFormattedMessage())
                    .append(' ')
                    .append(event.getMDCPropertyMap());
            for (IThrowableProxy fault = event.getThrowableProxy(); fault != null; fault = fault.getCause()) {
                line.append(' ').append(fault.getClassName()).append(": ").append(fault.getMessage());
            }
            all.add(line.toString());
        }
    }
}
