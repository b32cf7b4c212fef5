package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationId;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.core.internal.publish.EventJson;
import com.jkboat.notify.core.internal.publish.Fingerprint;
import com.jkboat.notify.event.Route;
import com.jkboat.notify.event.Timing.Window;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.observe.NotificationListener.Ending;
import com.jkboat.notify.observe.NotificationListener.Repetition;
import com.jkboat.notify.provider.Provider.Reach;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Deferred;
import com.jkboat.notify.provider.SendOutcome.Throttled;
import com.jkboat.notify.queue.QueueMessage;
import com.jkboat.notify.template.Rendered;
import com.jkboat.notify.template.TemplateId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a notification before it is claimed, and to events that owe several. */
class PreparationTest {

    private final EngineRig rig = new EngineRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void recordsAnObjectionWithItsReasonAndSendsNothing() {
        rig.consents.add((event, route) -> Optional.empty());
        rig.consents.add((event, route) -> Optional.of("no reminders wanted"));
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SKIPPED);
        assertThat(rig.find(event).reason()).contains("no reminders wanted");
        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.attempts(event)).isEmpty();
        assertThat(rig.news.endings).containsExactly(Ending.ACKNOWLEDGED);
    }

    @Test
    void triesAgainAndNeverSendsWhenAConsentCheckFails() {
        rig.consents.add((event, route) -> {
            throw new IllegalStateException("no answer about anna.svensson@example.org");
        });
        Event event = rig.publish(Shop.order());

        rig.work();
        rig.workAfter(Duration.ofSeconds(1));
        rig.workAfter(Duration.ofSeconds(5));
        rig.workAfter(Duration.ofSeconds(15));

        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.FAILED);
        assertThat(rig.attempts(event)).hasSize(4).extracting(Attempt::outcome).containsOnly("error");
        assertThat(rig.attempts(event).get(0).detail().orElseThrow())
                .contains("IllegalStateException")
                .doesNotContain("anna");
        assertThat(rig.deadLetters().get(0).reason()).doesNotContain("anna");
    }

    @Test
    void takesAConsentCheckThatAnswersNothingForAFault() {
        rig.consents.add((event, route) -> null);
        rig.publish(Shop.order());

        rig.work();

        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.news.endings).containsExactly(Ending.RETRIED);
    }

    @Test
    void spendsAnAttemptOnAnEnricherThatFails() {
        rig.enrichers.add(event -> {
            throw new IOException("booking service away");
        });
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(rig.attempts(event)).hasSize(1);
        assertThat(rig.attempts(event).get(0).detail().orElseThrow())
                .contains("NTF-051")
                .contains("IOException");
        assertThat(rig.news.endings).containsExactly(Ending.RETRIED);
    }

    @Test
    void letsEnrichersAddButNotReplaceFieldsOfTheEvent() {
        List<Map<String, Object>> models = new ArrayList<>();
        rig.templates = request -> {
            models.add(request.model());
            return new Rendered(TemplateId.of("order-confirmation", 7), request.locale(), "S", Optional.empty(), "T");
        };
        rig.enrichers.add(event -> Map.of("name", "Mallory", "email", "m@evil.test", "brand", "x", "guide", "Bo"));
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(models.get(0))
                .containsEntry("name", "Anna Svensson")
                .containsEntry("email", Shop.CUSTOMER)
                .containsEntry("guide", "Bo")
                .containsEntry("brand", Map.of());
        assertThat(rig.provider.called())
                .extracting(message -> message.to().address())
                .containsExactly(Shop.CUSTOMER);
        assertThat(rig.find(event).template()).contains(TemplateId.of("order-confirmation", 7));
    }

    @Test
    void holdsMailToPeopleOutsideProductionAndSaysWhy() {
        rig.provider.reaching(Reach.WORLD);
        Event event = rig.publish(Shop.order());

        rig.work();

        assertThat(rig.provider.called()).isEmpty();
        assertThat(rig.status(event)).isEqualTo(NotificationStatus.HELD);
        assertThat(rig.find(event).reason().orElseThrow()).contains("notify.environment");
    }

    @Test
    void redirectsMailOutsideProductionWhereToldTo() {
        rig.provider.reaching(Reach.WORLD);
        rig.settings = Settings.of(Map.of("notify.guard.redirect-to", "test@jk.example"));
        rig.publish(Shop.order());

        rig.work();

        assertThat(rig.provider.called()).extracting(EmailMessage::to).hasSize(1);
        assertThat(rig.provider.called().get(0).to().address()).isEqualTo("test@jk.example");
    }

    @Test
    void expiresWhatCameTooLateAndSchedulesWhatIsTooEarly() {
        Instant due = rig.clock.instant().plus(Duration.ofHours(1));
        rig.routes = List.of(Route.builder("order-confirmation", Shop.PLACED)
                .timing(event -> Window.between(due, due.plus(Duration.ofHours(1))))
                .build());
        Event early = rig.publish(Shop.order());

        rig.work();
        NotificationStatus before = rig.status(early);
        rig.clock.advance(Duration.ofHours(2));
        Event late = rig.publish(Shop.order());
        rig.work();

        assertThat(before).isEqualTo(NotificationStatus.SCHEDULED);
        assertThat(rig.status(early)).isEqualTo(NotificationStatus.EXPIRED);
        assertThat(rig.status(late)).isEqualTo(NotificationStatus.EXPIRED);
        assertThat(rig.provider.called()).isEmpty();
    }

    @Test
    void sendsWhatIsStillOwedWithoutRepeatingWhatWasSent() {
        rig.routes = List.of(Shop.confirmation(), Shop.toSeller());
        Event event = Shop.order(Map.of("seller", "seller@example.org"));
        UUID toSeller = NotificationId.of(event.id(), "order-to-seller", "seller");
        rig.provider.does(message -> new Accepted("m-1"));
        rig.provider.answers(Deferred.of("greylisted"));
        rig.publish(event);

        rig.work();
        NotificationStatus customer = rig.status(event);
        rig.workAfter(Duration.ofSeconds(1));

        assertThat(customer).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.audit.get().find(toSeller).orElseThrow().status()).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.provider.called()).hasSize(3);
        assertThat(rig.news.repetitions).isEmpty();
    }

    @Test
    void callsNothingARepetitionThatWasOnlyReleased() {
        rig.routes = List.of(Shop.confirmation(), Shop.toSeller());
        rig.provider.does(message -> new Accepted("m-1"));
        rig.provider.answers(Throttled.of("slow down"));
        rig.publish(Shop.order(Map.of("seller", "seller@example.org")));

        rig.work();
        rig.workAfter(Duration.ofSeconds(5));

        assertThat(rig.news.endings).containsExactly(Ending.RELEASED, Ending.ACKNOWLEDGED);
        assertThat(rig.provider.called()).hasSize(3);
        assertThat(rig.news.repetitions).isEmpty();
    }

    @Test
    void tellsOnceWhenAnEventIsPublishedAgainBehindOurBack() {
        rig.routes = List.of(Shop.confirmation(), Shop.toSeller());
        Event event = rig.publish(Shop.order(Map.of("seller", "seller@example.org")));
        rig.work();

        rig.queue
                .get()
                .publish(
                        List.of(QueueMessage.of(event.id().toString(), EventJson.write(event), Fingerprint.of(event))));
        rig.work();

        assertThat(rig.provider.called()).hasSize(2);
        assertThat(rig.news.repetitions).containsExactly(Repetition.DUPLICATE);
    }
}
