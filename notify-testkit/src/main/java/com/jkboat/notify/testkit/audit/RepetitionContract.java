package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.CUSTOMER;
import static com.jkboat.notify.testkit.audit.AuditScene.ROUTE;
import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.owed;
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimResult.Granted;
import com.jkboat.notify.audit.ClaimResult.InDoubt;
import com.jkboat.notify.audit.ClaimResult.Standing;
import com.jkboat.notify.event.Route.Ending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What comes twice, and what comes while others are at it. */
interface RepetitionContract extends AuditRules {

    @Test
    @DisplayName("A-11: an attempt that is told again changes nothing")
    default void changesNothingForAnAttemptToldAgain() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        AttemptRecord held = told(id, 1, "error", NotificationStatus.HELD, T0.plusSeconds(1));
        AttemptRecord sent = accepted(id, 2, T0.plusSeconds(2), "m-1");

        scene().store().record(List.of(held, held));
        scene().second().record(List.of(held));
        List<String> words = scene().words(SUBJECT);
        scene().store().record(List.of(sent));
        Notification first = scene().find(id);
        scene().second().record(List.of(sent, sent));

        assertThat(words).containsExactly("published", "attempt", "held");
        assertThat(scene().find(id)).isEqualTo(first);
        assertThat(scene().store().attempts(id)).hasSize(2);
        assertThat(scene().words(SUBJECT)).containsExactly("published", "attempt", "held", "attempt");
    }

    @Test
    @DisplayName("A-7: an event that comes again ends nothing again")
    default void endsNothingAgain() {
        UUID queued = scene().standing(event("created", T0), NotificationStatus.QUEUED, T0);
        AuditedEvent cancelled = event("cancelled", T0.plusSeconds(10));
        List<Ending> endings =
                List.of(new Ending(ROUTE, Ending.Kind.CANCELLED), new Ending(ROUTE, Ending.Kind.CANCELLED));
        Claim claim = new Claim(cancelled, Optional.empty(), endings, T0.plusSeconds(11));

        scene().store().claim(List.of(claim, claim));
        Notification first = scene().find(queued);
        scene().second().claim(List.of(claim));

        assertThat(scene().find(queued)).isEqualTo(first);
        assertThat(scene().words(SUBJECT)).containsExactly("published", "queued", "published", "cancelled");
    }

    @Test
    @DisplayName("A-1, A-5: grants one of many who overrule the same doubt at once")
    default void grantsOneOfManyWhoOverruleADoubt() throws Exception {
        AuditedEvent event = event("created", T0);
        for (int round = 0; round < 10; round++) {
            UUID id = UUID.randomUUID();
            scene().claimToSend(event, id, T0);
            assertThat(scene().claimToSend(event, id, T0.plusSeconds(61))).isInstanceOf(InDoubt.class);
            Claim.Owed owed = AuditScene.toSend(id, T0.plusSeconds(62)).overruling();
            List<Claim> again = List.of(new Claim(event, Optional.of(owed), List.of(), T0.plusSeconds(62)));
            Callable<List<ClaimResult>> here = () -> scene().store().claim(again);
            Callable<List<ClaimResult>> there = () -> scene().second().claim(again);

            List<List<ClaimResult>> answers = AuditScene.race(here, there, here, there);

            assertThat(answers).filteredOn(it -> it.get(0) instanceof Granted).hasSize(1);
        }
    }

    @Test
    @DisplayName("A-4: counts one lost attempt, however many find that its claim ran out")
    default void countsOneLostAttempt() throws Exception {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        scene().claimToSend(event, id, T0);
        List<Claim> late = List.of(new Claim(
                event, Optional.of(AuditScene.toSend(id, T0.plusSeconds(61))), List.of(), T0.plusSeconds(61)));
        Callable<List<ClaimResult>> here = () -> scene().store().claim(late);
        Callable<List<ClaimResult>> there = () -> scene().second().claim(late);

        List<List<ClaimResult>> answers = AuditScene.race(here, there, here, there, here, there);

        assertThat(answers).allMatch(it -> it.get(0) instanceof InDoubt);
        assertThat(scene().store().attempts(id)).hasSize(1);
        assertThat(scene().words(SUBJECT)).containsExactly("published", "attempt", "in_doubt");
    }

    @Test
    @DisplayName("A-1, A-11: a record and a claim that meet leave it sent, and grant nothing")
    default void grantsNothingWhenRecordAndClaimMeet() throws Exception {
        AuditedEvent event = event("created", T0);
        for (int round = 0; round < 20; round++) {
            UUID id = UUID.randomUUID();
            String message = "m-" + round;
            scene().claimToSend(event, id, T0);
            List<Claim> late = List.of(new Claim(
                    event, Optional.of(AuditScene.toSend(id, T0.plusSeconds(61))), List.of(), T0.plusSeconds(61)));

            List<ClaimResult> answers = AuditScene.race(
                    () -> {
                        scene().store().record(List.of(accepted(id, 1, T0.plusSeconds(60), message)));
                        return new Standing(NotificationStatus.SENT);
                    },
                    () -> scene().second().claim(late).get(0));

            assertThat(answers).noneMatch(Granted.class::isInstance);
            assertThat(scene().status(id)).isEqualTo(NotificationStatus.SENT);
        }
    }

    @Test
    @DisplayName("A-13: pages through what was there, whatever is added, moved and deleted meanwhile")
    default void pagesWhileOthersWrite() throws Exception {
        Set<UUID> before = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            before.add(scene().standing(event("created", T0), NotificationStatus.QUEUED, T0.plusSeconds(i / 7)));
        }
        for (int i = 0; i < 30; i++) {
            scene().standing(event("created", T0), NotificationStatus.SKIPPED, T0.minusSeconds(i));
        }
        AtomicBoolean done = new AtomicBoolean();

        List<List<UUID>> seen = AuditScene.race(
                () -> {
                    try {
                        return pages(
                                NotificationQuery.all().ofCustomer(CUSTOMER).withLimit(7));
                    } finally {
                        done.set(true);
                    }
                },
                () -> {
                    for (int i = 0; !done.get() && i < 1_000; i++) {
                        write(i, before);
                    }
                    return List.of();
                });

        assertThat(seen.get(0)).doesNotHaveDuplicates().containsAll(before);
    }

    /** Adds a newer one, changes an older one, and deletes what has ended long ago. */
    private void write(int number, Set<UUID> others) {
        UUID id = UUID.randomUUID();
        scene().second()
                .claim(List.of(new Claim(
                        event("created", T0), Optional.of(owed(id)), List.of(), T0.plusSeconds(100 + number))));
        UUID other = others.stream().skip(number % others.size()).findFirst().orElseThrow();
        scene().second().change(List.of(AuditScene.change(other, NotificationStatus.HELD)));
        scene().second().purge(T0, 1);
    }

    private List<UUID> pages(NotificationQuery query) {
        List<UUID> seen = new ArrayList<>();
        Page<Notification> page = scene().store().search(query);
        page.items().forEach(it -> seen.add(it.id()));
        while (page.next().isPresent()) {
            page = scene().store().search(query.after(page.next().get()));
            page.items().forEach(it -> seen.add(it.id()));
        }
        return seen;
    }
}
