package com.jkboat.notify.core.internal.enrich;

import com.jkboat.notify.Event;
import com.jkboat.notify.event.Enricher;
import com.jkboat.notify.event.NotificationDomain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.MDC;

/** Collects what domains and application code add to the model, application code under a time limit. */
public final class Enrichment {

    private final Map<String, List<NotificationDomain>> domains; // by event type
    private final List<Enricher> enrichers;
    private final Duration timeout;
    private final ExecutorService executor;

    /**
     * @param timeout the longest one enricher may take
     * @param executor runs the enrichers, so that one that hangs does not hold the worker
     */
    public Enrichment(
            List<NotificationDomain> domains, List<Enricher> enrichers, Duration timeout, ExecutorService executor) {
        this.domains = byEventType(domains);
        this.enrichers = List.copyOf(enrichers);
        this.timeout = timeout;
        this.executor = executor;
    }

    /**
     * Returns everything that is added to the event's own fields; what comes first keeps a name.
     *
     * @throws EnrichmentException if an enricher failed or took too long
     */
    public Map<String, Object> enrich(Event event) {
        Map<String, Object> added = new HashMap<>();
        enrichers.forEach(enricher -> ask(enricher, event).forEach(added::putIfAbsent));
        domains.getOrDefault(event.type(), List.of())
                .forEach(domain -> domain.model(event).forEach(added::putIfAbsent));
        return added;
    }

    private Map<String, Object> ask(Enricher enricher, Event event) {
        Future<Map<String, Object>> answer = begin(enricher, event);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new EnrichmentException("an enricher took longer than " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw new EnrichmentException(
                    "an enricher failed with " + cause.getClass().getName(), cause);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new EnrichmentException("interrupted while an enricher was at work", e);
        }
    }

    /** The enricher's own log lines carry the event's ids too. */
    private Future<Map<String, Object>> begin(Enricher enricher, Event event) {
        Optional<Map<String, String>> context = Optional.ofNullable(MDC.getCopyOfContextMap());
        return executor.submit(() -> {
            context.ifPresent(MDC::setContextMap);
            try {
                return Objects.requireNonNull(enricher.enrich(event), "what an enricher returns");
            } finally {
                MDC.clear();
            }
        });
    }

    private static Map<String, List<NotificationDomain>> byEventType(List<NotificationDomain> domains) {
        Map<String, List<NotificationDomain>> byType = new HashMap<>();
        domains.forEach(domain -> domain.schemas()
                .forEach(schema -> byType.computeIfAbsent(schema.eventType(), type -> new ArrayList<>())
                        .add(domain)));
        return byType;
    }
}
