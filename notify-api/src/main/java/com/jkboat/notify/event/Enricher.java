package com.jkboat.notify.event;

import com.jkboat.notify.Event;
import java.util.Map;

/**
 * Adds booking and customer data of the application to what the templates can read.
 *
 * <p>Called once per event and attempt, from worker threads, under a time limit ({@code notify.enrich.timeout}); an
 * exception or a timeout spends one attempt of the message, which is then tried again later. Must be safe for
 * concurrent calls and cheap to repeat.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Enricher {

    /**
     * Returns values for the model, under top-level names of their own.
     *
     * @param event as published
     * @return what JSON can say; a name the payload has too is ignored
     * @throws Exception whatever went wrong; the message is tried again later
     */
    Map<String, Object> enrich(Event event) throws Exception;
}
