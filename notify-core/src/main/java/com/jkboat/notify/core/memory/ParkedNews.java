package com.jkboat.notify.core.memory;

import com.jkboat.notify.core.memory.StoredNotification.Told;
import com.jkboat.notify.provider.DeliveryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** News of messages that nobody knows yet; guarded by the store's lock. */
final class ParkedNews {

    private final Map<ProviderName, List<Told<DeliveryEvent>>> byMessage = new HashMap<>();

    void park(Told<DeliveryEvent> news) {
        ProviderName.messageOf(news.what())
                .ifPresent(message -> byMessage
                        .computeIfAbsent(message, key -> new ArrayList<>())
                        .add(news));
    }

    /** Takes out what waits for a message. */
    List<Told<DeliveryEvent>> take(ProviderName message) {
        return Optional.ofNullable(byMessage.remove(message)).orElse(List.of());
    }

    /** Takes out what came before a time. */
    List<DeliveryEvent> takeOlder(Instant before, int most) {
        List<Told<DeliveryEvent>> old = byMessage.values().stream()
                .flatMap(List::stream)
                .filter(it -> it.what().receivedAt().isBefore(before))
                .limit(most)
                .toList();
        byMessage.values().forEach(waiting -> waiting.removeAll(old));
        byMessage.values().removeIf(List::isEmpty);
        return old.stream().map(Told::what).toList();
    }
}
