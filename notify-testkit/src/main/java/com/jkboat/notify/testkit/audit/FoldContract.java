package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.toSend;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.provider.DeliveryEvent;
import com.jkboat.notify.provider.DeliveryEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A-12 in every order there is: the fold knows no order, and each step shows what is known by then. */
interface FoldContract extends AuditRules {

    /** News in the order of its rank; every other one names the message as the provider does. */
    List<Kind> KINDS = List.of(Kind.DEFERRED, Kind.REJECTED, Kind.BOUNCED_SOFT, Kind.DELIVERED, Kind.COMPLAINED);

    /** Stands for the record that tells the provider's name of the message. */
    int RECORD = KINDS.size();

    @Test
    @DisplayName("A-12: in all 720 orders of a record and five news, every step shows the strongest that is known")
    default void showsTheStrongestThatIsKnownInEveryOrder() {
        List<List<Integer>> orders = orders(RECORD + 1);
        List<UUID> ids = claimed(orders.size());

        for (int step = 0; step <= RECORD; step++) {
            tell(orders, ids, step);

            assertThat(scene().store().statuses(ids)).isEqualTo(expected(orders, ids, step + 1));
        }

        List<List<Object>> ends =
                ids.stream().map(id -> shape(scene().find(id))).distinct().toList();
        assertThat(ends).hasSize(1);
    }

    private List<UUID> claimed(int count) {
        AuditedEvent event = event("created", T0);
        List<UUID> ids = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(UUID.randomUUID());
            claims.add(new Claim(event, Optional.of(toSend(ids.get(i), T0)), List.of(), T0));
        }
        scene().store().claim(claims);
        return ids;
    }

    /** Tells every notification what its order has at this step. */
    private void tell(List<List<Integer>> orders, List<UUID> ids, int step) {
        List<AttemptRecord> records = new ArrayList<>();
        List<DeliveryEvent> news = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            int what = orders.get(i).get(step);
            if (what == RECORD) {
                records.add(accepted(ids.get(i), 1, T0.plusSeconds(2), "m-" + ids.get(i)));
            } else {
                news.add(news(ids.get(i), what));
            }
        }
        scene().store().record(records);
        scene().store().apply(news);
    }

    private static DeliveryEvent news(UUID id, int rank) {
        Instant at = T0.plusSeconds(100 - rank); // the stronger is the earlier
        return new DeliveryEvent(
                "smtp",
                "e" + rank + "-" + id,
                isByOurId(rank) ? Optional.of(id) : Optional.empty(),
                isByOurId(rank) ? Optional.empty() : Optional.of("m-" + id),
                KINDS.get(rank),
                at,
                at,
                Optional.of("said " + rank));
    }

    private static boolean isByOurId(int rank) {
        return rank % 2 == 0;
    }

    private static Map<UUID, NotificationStatus> expected(List<List<Integer>> orders, List<UUID> ids, int steps) {
        Map<UUID, NotificationStatus> expected = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            expected.put(ids.get(i), after(orders.get(i).subList(0, steps)));
        }
        return expected;
    }

    private static NotificationStatus after(List<Integer> told) {
        boolean recorded = told.contains(RECORD);
        int strongest = told.stream()
                .filter(it -> it != RECORD && (recorded || isByOurId(it)))
                .max(Integer::compare)
                .orElse(-1);
        List<NotificationStatus> byRank = List.of(
                NotificationStatus.SENT,
                NotificationStatus.REJECTED,
                NotificationStatus.BOUNCED,
                NotificationStatus.DELIVERED,
                NotificationStatus.COMPLAINED);
        if (strongest < 0) {
            return recorded ? NotificationStatus.SENT : NotificationStatus.SENDING;
        }
        return byRank.get(strongest);
    }

    private static List<Object> shape(Notification it) {
        return List.of(
                it.status(),
                it.reason(),
                it.progress().attempts(),
                it.progress().updatedAt(),
                it.progress().sentAt());
    }

    private static List<List<Integer>> orders(int count) {
        List<List<Integer>> orders = List.of(List.of());
        for (int next = 0; next < count; next++) {
            List<List<Integer>> longer = new ArrayList<>();
            for (List<Integer> order : orders) {
                for (int place = 0; place <= order.size(); place++) {
                    List<Integer> one = new ArrayList<>(order);
                    one.add(place, next);
                    longer.add(one);
                }
            }
            orders = longer;
        }
        return orders;
    }
}
