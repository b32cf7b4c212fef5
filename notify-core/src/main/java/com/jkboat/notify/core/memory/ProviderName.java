package com.jkboat.notify.core.memory;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.provider.DeliveryEvent;
import java.util.Optional;

/** A provider's own name for something: a message, or a piece of news. */
record ProviderName(String provider, String name) {

    static ProviderName of(DeliveryEvent news) {
        return new ProviderName(news.provider(), news.providerEventId());
    }

    static Optional<ProviderName> messageOf(DeliveryEvent news) {
        return news.providerMessageId().map(id -> new ProviderName(news.provider(), id));
    }

    static Optional<ProviderName> messageOf(Attempt attempt) {
        return attempt.provider()
                .flatMap(provider -> attempt.providerMessageId().map(id -> new ProviderName(provider, id)));
    }
}
