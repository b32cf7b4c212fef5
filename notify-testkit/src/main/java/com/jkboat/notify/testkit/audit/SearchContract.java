package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.owed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** how notifications are found. */
interface SearchContract extends AuditRules {

    @Test
    @DisplayName("A-13: pages through what is on record, newest first, without repeating or skipping")
    default void pagesThroughWhatIsOnRecord() {
        for (int i = 0; i < 25; i++) {
            // five of each moment: pages end in the middle of one
            scene().claimToSend(event("created", T0), UUID.randomUUID(), T0.plusSeconds(i / 5));
        }
        NotificationQuery query = NotificationQuery.all().about(SUBJECT).withLimit(7);

        List<Notification> all = new ArrayList<>();
        Page<Notification> page = scene().store().search(query);
        all.addAll(page.items());
        while (page.next().isPresent()) {
            scene().claimToSend(event("created", T0), UUID.randomUUID(), T0.plusSeconds(99));
            page = scene().store().search(query.after(page.next().get()));
            all.addAll(page.items());
        }

        assertThat(all).extracting(Notification::id).doesNotHaveDuplicates().hasSize(25);
        assertThat(all).extracting(it -> it.progress().createdAt()).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    @DisplayName("A-13: refuses to go on from what is no page's end")
    default void refusesToGoOnFromWhatIsNoPagesEnd() {
        NotificationQuery query = NotificationQuery.all().after("yesterday");

        assertThatThrownBy(() -> scene().store().search(query)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("A-13: searches by every part, and by all of them at once")
    default void searchesByEveryPart() {
        UUID sent = scene().sent(event("created", T0));
        scene().claimToSend(event("created", T0, "booking/other"), UUID.randomUUID(), T0.plusSeconds(5));
        scene().standing(event("created", T0), NotificationStatus.HELD, T0.plusSeconds(9));

        Map<NotificationQuery, Integer> expected = Map.of(
                NotificationQuery.all(), 3,
                NotificationQuery.all().about(SUBJECT), 2,
                NotificationQuery.all().ofCustomer("CUST1"), 3,
                NotificationQuery.all().ofCustomer("CUST2"), 0,
                NotificationQuery.all().to("ANNA@example.org "), 3,
                NotificationQuery.all().onRoute("confirmation"), 3,
                NotificationQuery.all().onRoute("other"), 0,
                NotificationQuery.all().in(NotificationStatus.SENT, NotificationStatus.HELD), 2,
                NotificationQuery.all().createdBetween(T0.plusSeconds(1), T0.plusSeconds(9)), 2);

        expected.forEach((query, count) -> assertThat(scene().count(query)).isEqualTo(count));
        assertThat(scene().store()
                        .search(NotificationQuery.all()
                                .about(SUBJECT)
                                .ofCustomer("CUST1")
                                .to("anna@example.org")
                                .onRoute("confirmation")
                                .in(NotificationStatus.SENT)
                                .createdBetween(T0, T0.plusSeconds(5)))
                        .items())
                .extracting(Notification::id)
                .containsExactly(sent);
    }

    @Test
    @DisplayName("fingerprints, statuses: answer for thousands at once")
    default void answersForThousandsAtOnce() {
        List<UUID> ids = new ArrayList<>();
        UUID id = scene().standing(event("created", T0), NotificationStatus.HELD, T0);
        for (int i = 0; i < 5_000; i++) {
            ids.add(UUID.randomUUID());
        }
        ids.add(id);

        assertThat(scene().store().statuses(ids)).containsExactly(Map.entry(id, NotificationStatus.HELD));
        assertThat(scene().store().fingerprints(ids)).isEmpty();
        assertThat(scene().store().statuses(List.of())).isEmpty();
    }

    @Test
    @DisplayName("A-13: finds one with everything it was claimed with")
    default void findsOneWithEverythingItWasClaimedWith() {
        UUID id = UUID.randomUUID();

        scene().claim(event("created", T0), owed(id).scheduled(T0.plusSeconds(999)), T0.plusSeconds(1));

        Notification found = scene().find(id);
        assertThat(found.origin().subject()).contains(SUBJECT);
        assertThat(found.origin().customer()).contains("CUST1");
        assertThat(found.origin().correlationId()).contains("corr");
        assertThat(found.route()).isEqualTo("confirmation");
        assertThat(found.role()).isEqualTo("customer");
        assertThat(found.recipient()).contains(AuditScene.ANNA);
        assertThat(found.progress().createdAt()).isEqualTo(T0.plusSeconds(1));
        assertThat(found.progress().scheduledFor()).contains(T0.plusSeconds(999));
        assertThat(scene().store().find(UUID.randomUUID())).isEmpty();
    }
}
