package com.jkboat.notify.core.internal.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Event;
import com.jkboat.notify.core.fake.Shop;
import com.jkboat.notify.event.Enricher;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(30)
class EnrichmentTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Event event = Shop.order();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        MDC.clear();
    }

    private Map<String, Object> enrich(Duration timeout, Enricher... enrichers) {
        return new Enrichment(List.of(), List.of(enrichers), timeout, threads).enrich(event);
    }

    private Map<String, Object> enrich(Enricher... enrichers) {
        return enrich(Duration.ofSeconds(20), enrichers);
    }

    @Test
    void collectsWhatAllEnrichersAdd() {
        assertThat(enrich(any -> Map.of("a", 1), any -> Map.of("b", 2)))
                .containsOnly(Map.entry("a", 1), Map.entry("b", 2));
    }

    @Test
    void letsTheFirstKeepANameAlsoWhereItSaysNothing() {
        Map<String, Object> known = new HashMap<>();
        known.put("guide", null);

        Map<String, Object> added = enrich(any -> known, any -> Map.of("seats", 4));

        assertThat(added).containsEntry("guide", null).containsEntry("seats", 4);
    }

    @Test
    void cutsAnEnricherAtItsTimeLimitAndInterruptsIt() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Enricher hanging = any -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Map.of();
        };

        assertThatThrownBy(() -> enrich(Duration.ofMillis(20), hanging))
                .isInstanceOf(EnrichmentException.class)
                .hasMessageContaining("NTF-051")
                .hasMessageContaining("20 ms");
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void namesTheKindOfAFaultButNotItsWords() {
        Enricher failing = any -> {
            throw new IllegalStateException("no customer anna.svensson@example.org");
        };

        assertThatThrownBy(() -> enrich(failing))
                .isInstanceOf(EnrichmentException.class)
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("anna");
    }

    @Test
    void takesAnErrorAndNothingAtAllForFaultsToo() {
        assertThatThrownBy(() -> enrich(any -> {
                    throw new NoClassDefFoundError("x");
                }))
                .isInstanceOf(EnrichmentException.class);
        assertThatThrownBy(() -> enrich(any -> null)).isInstanceOf(EnrichmentException.class);
    }

    @Test
    void keepsTheInterruptWhenItIsStoppedWhileItWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Enricher hanging = any -> {
            asked.countDown();
            new CountDownLatch(1).await();
            return Map.of();
        };
        Future<Boolean> flag = threads.submit(() -> {
            try {
                enrich(hanging);
                return false;
            } catch (EnrichmentException e) {
                return Thread.currentThread().isInterrupted();
            }
        });
        asked.await();

        threads.shutdownNow();

        assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void showsTheEventsIdsToTheLogLinesOfEnrichers() {
        MDC.put("eventId", "e-1");

        Map<String, Object> seen = enrich(any -> Map.of("eventId", String.valueOf(MDC.get("eventId"))));

        assertThat(seen).containsEntry("eventId", "e-1");
        assertThat(MDC.get("eventId")).isEqualTo("e-1");
    }
}
