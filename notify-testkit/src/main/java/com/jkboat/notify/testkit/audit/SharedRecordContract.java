package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.toSend;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimResult.Busy;
import com.jkboat.notify.audit.ClaimResult.Granted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** between stores on one record, as between processes. */
interface SharedRecordContract extends AuditRules {

    @Test
    @DisplayName("A-2: what one store answered the other knows")
    default void knowsWhatTheOtherAnswered() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();

        scene().claimToSend(event, id, T0);
        assertThat(claimBySecond(event, id)).isInstanceOf(Busy.class);
        scene().second().record(List.of(accepted(id, 1, T0.plusSeconds(2), "m-1")));

        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENT);
        assertThat(scene().second().find(id)).contains(scene().find(id));
        assertThat(scene().second().timeline(SUBJECT)).isEqualTo(scene().store().timeline(SUBJECT));
    }

    private ClaimResult claimBySecond(AuditedEvent event, UUID id) {
        return scene().second()
                .claim(List.of(new Claim(event, Optional.of(toSend(id, T0)), List.of(), T0)))
                .get(0);
    }

    @Test
    @DisplayName("A-1: grants one of many who claim the same at once")
    default void grantsOneOfManyWhoClaimAtOnce() throws Exception {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        Callable<ClaimResult> here = () -> scene().claimToSend(event, id, T0);
        Callable<ClaimResult> there = () -> claimBySecond(event, id);

        List<ClaimResult> answers = AuditScene.race(here, there, here, there, here, there, here, there);

        assertThat(answers).filteredOn(Granted.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Busy.class::isInstance).hasSize(7);
    }

    @Test
    @DisplayName("A-1: grants each of a batch to exactly one of two stores that race for all, in any order")
    default void grantsEachOfABatchToExactlyOneOfTwoStores() throws Exception {
        for (int round = 0; round < 5; round++) {
            List<Claim> claims = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                AuditedEvent event = event("created", T0);
                claims.add(new Claim(event, Optional.of(toSend(UUID.randomUUID(), T0)), List.of(), T0));
            }
            List<Claim> backwards = new ArrayList<>(claims);
            Collections.reverse(backwards);

            List<List<ClaimResult>> answers = AuditScene.race(
                    () -> scene().store().claim(claims), () -> scene().second().claim(backwards));

            List<ClaimResult> second = new ArrayList<>(answers.get(1));
            Collections.reverse(second);
            for (int i = 0; i < claims.size(); i++) {
                assertThat(List.of(answers.get(0).get(i), second.get(i)))
                        .containsExactlyInAnyOrder(new Granted(1), new Busy(T0.plusSeconds(60)));
            }
        }
    }

    @Test
    @DisplayName("A-11: two stores that record the same notifications in opposite order do not get in each other's way")
    default void recordsInOppositeOrder() throws Exception {
        AuditedEvent event = event("created", T0);
        List<AttemptRecord> records = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID id = UUID.randomUUID();
            scene().claimToSend(event, id, T0);
            records.add(accepted(id, 1, T0.plusSeconds(1), "m-" + i));
        }
        List<AttemptRecord> backwards = new ArrayList<>(records);
        Collections.reverse(backwards);

        AuditScene.race(() -> recorded(scene().store(), records), () -> recorded(scene().second(), backwards));

        assertThat(scene().store()
                        .statuses(records.stream()
                                .map(AttemptRecord::notificationId)
                                .toList())
                        .values())
                .hasSize(20)
                .containsOnly(NotificationStatus.SENT);
    }

    private static boolean recorded(AuditStore store, List<AttemptRecord> records) {
        for (int i = 0; i < 10; i++) {
            store.record(records);
        }
        return true;
    }
}
