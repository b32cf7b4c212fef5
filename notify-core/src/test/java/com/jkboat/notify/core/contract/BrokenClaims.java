package com.jkboat.notify.core.contract;

import static com.jkboat.notify.core.contract.StoreWrapper.answering;
import static com.jkboat.notify.core.contract.StoreWrapper.claiming;
import static com.jkboat.notify.core.contract.StoreWrapper.like;
import static com.jkboat.notify.core.contract.StoreWrapper.showing;
import static com.jkboat.notify.core.contract.StoreWrapper.telling;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Doubt;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimResult;
import com.jkboat.notify.audit.ClaimResult.Busy;
import com.jkboat.notify.audit.ClaimResult.Conflict;
import com.jkboat.notify.audit.ClaimResult.Granted;
import com.jkboat.notify.audit.ClaimResult.InDoubt;
import com.jkboat.notify.audit.ClaimResult.Standing;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.core.memory.InMemoryAuditStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Stores that grant what they should not, refuse what they should grant, or end the wrong things. */
final class BrokenClaims {

    static final List<BrokenStore> ALL = List.of(
            new BrokenStore("A-1", "looks first and stores later", BrokenClaims::racing),
            new BrokenStore("A-1", "grants one of ten twice", store -> answering(store, BrokenClaims::careless)),
            new BrokenStore("A-1", "answers a batch in another order", BrokenClaims::backwards),
            new BrokenStore("A-2", "keeps its grants to itself", store -> new InMemoryAuditStore()),
            new BrokenStore("A-3", "grants what is held", store -> granting(store, Standing.class::isInstance)),
            new BrokenStore("A-3", "never grants what has failed", BrokenClaims::unforgiving),
            new BrokenStore("A-4", "grants what ran out", store -> granting(store, InDoubt.class::isInstance)),
            new BrokenStore("A-4", "waits for ever for what ran out", store -> answering(store, BrokenClaims::patient)),
            new BrokenStore("A-4", "forgets the lost attempt", BrokenClaims::forgetful),
            new BrokenStore(
                    "A-5", "overrules every doubt", store -> claiming(store, it -> owing(it, Owed::overruling))),
            new BrokenStore(
                    "A-5", "lets nobody overrule", store -> claiming(store, it -> owing(it, o -> respecting(o)))),
            new BrokenStore("A-6", "takes another event for the first", BrokenClaims::trusting),
            new BrokenStore("A-6", "keeps the newest content", BrokenClaims::overwriting),
            new BrokenStore("A-6", "enters no clash", store -> telling(store, it -> without("conflict", it))),
            new BrokenStore("A-7", "ends nothing", store -> claiming(store, BrokenClaims::withoutEndings)),
            new BrokenStore("A-7", "gives no reason", store -> showing(store, BrokenClaims::withoutReason)),
            new BrokenStore("A-7", "ends what is resent by hand", store -> claiming(store, BrokenClaims::notByHand)),
            new BrokenStore("A-7", "ends what is newer", store -> claiming(store, BrokenClaims::fromTheFuture)),
            new BrokenStore("A-8", "forgets endings", store -> claiming(store, BrokenClaims::byHand)),
            new BrokenStore("A-8", "ends what is newer", store -> claiming(store, BrokenClaims::fromTheFuture)),
            new BrokenStore("A-9", "suppresses nobody", BrokenClaims::kind),
            new BrokenStore("A-9", "stops what is on its way", BrokenClaims::strict),
            new BrokenStore("A-9", "does not say why", store -> showing(store, BrokenClaims::withoutReason)),
            new BrokenStore("A-10", "puts on record over what is being sent", BrokenClaims::pushing),
            new BrokenStore("A-10", "forgets why", store -> showing(store, BrokenClaims::withoutReason)));

    private BrokenClaims() {}

    /** Grants whatever was not on record some time ago. */
    private static AuditStore racing(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public List<ClaimResult> claim(List<Claim> claims) {
                List<UUID> ids = claims.stream()
                        .flatMap(it -> it.owed().stream())
                        .map(Owed::id)
                        .toList();
                boolean fresh = store.statuses(ids).isEmpty();
                LockSupport.parkNanos(5_000_000);
                List<ClaimResult> answers = store.claim(claims);
                return fresh ? Collections.nCopies(claims.size(), new Granted(1)) : answers;
            }
        };
    }

    private static ClaimResult careless(Claim claim, ClaimResult answer) {
        boolean struck = claim.owed().stream().anyMatch(it -> it.id().getLeastSignificantBits() % 10 == 0);
        return struck ? new Granted(1) : answer;
    }

    private static AuditStore backwards(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public List<ClaimResult> claim(List<Claim> claims) {
                List<ClaimResult> answers = new ArrayList<>(store.claim(claims));
                Collections.reverse(answers);
                return answers;
            }
        };
    }

    private static AuditStore granting(AuditStore store, Predicate<ClaimResult> what) {
        return answering(store, (claim, answer) -> what.test(answer) ? new Granted(2) : answer);
    }

    private static AuditStore unforgiving(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public List<ClaimResult> claim(List<Claim> claims) {
                List<UUID> ids = claims.stream()
                        .flatMap(it -> it.owed().stream())
                        .map(Owed::id)
                        .toList();
                boolean failed = store.statuses(ids).containsValue(NotificationStatus.FAILED);
                return failed ? List.of(new Standing(NotificationStatus.FAILED)) : store.claim(claims);
            }
        };
    }

    private static ClaimResult patient(Claim claim, ClaimResult answer) {
        return answer instanceof InDoubt ? new Busy(claim.at().plusSeconds(60)) : answer;
    }

    private static AuditStore forgetful(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public List<Attempt> attempts(UUID notificationId) {
                return store.attempts(notificationId).stream()
                        .filter(it -> it.endedAt().isPresent())
                        .toList();
            }
        };
    }

    private static Claim owing(Claim claim, UnaryOperator<Owed> change) {
        return new Claim(claim.event(), claim.owed().map(change), claim.endings(), claim.at());
    }

    private static Owed respecting(Owed it) {
        return owed(it, it.resendOf());
    }

    private static Owed owed(Owed it, Optional<UUID> resendOf) {
        return new Owed(
                it.id(),
                it.route(),
                it.role(),
                it.recipient(),
                it.as(),
                it.reason(),
                it.template(),
                it.until(),
                resendOf,
                Doubt.RESPECTED);
    }

    private static AuditStore trusting(AuditStore store) {
        Map<UUID, AuditedEvent> first = new ConcurrentHashMap<>();
        return claiming(store, claim -> {
            AuditedEvent known = first.computeIfAbsent(claim.event().origin().eventId(), id -> claim.event());
            return new Claim(known, claim.owed(), claim.endings(), claim.at());
        });
    }

    private static AuditStore overwriting(AuditStore store) {
        Map<UUID, AuditedEvent> last = new ConcurrentHashMap<>();
        AuditStore remembering = claiming(store, claim -> {
            last.put(claim.event().origin().eventId(), claim.event());
            return claim;
        });
        return new StoreWrapper(remembering) {
            @Override
            public Optional<AuditedEvent> event(UUID eventId) {
                return Optional.ofNullable(last.get(eventId));
            }
        };
    }

    static List<TimelineEntry> without(String word, List<TimelineEntry> timeline) {
        return timeline.stream().filter(it -> !it.what().equals(word)).toList();
    }

    private static Claim withoutEndings(Claim claim) {
        return new Claim(claim.event(), claim.owed(), List.of(), claim.at());
    }

    static Notification withoutReason(Notification it) {
        return like(it, it.recipient(), it.status(), Optional.empty(), it.progress());
    }

    private static Claim notByHand(Claim claim) {
        return owing(claim, it -> owed(it, Optional.empty()));
    }

    private static Claim byHand(Claim claim) {
        return owing(claim, it -> it.repeating(UUID.randomUUID()));
    }

    /** Lets an event that ends others have happened a day later. */
    private static Claim fromTheFuture(Claim claim) {
        Origin origin = claim.event().origin();
        Origin later = new Origin(
                origin.eventId(),
                origin.eventType(),
                origin.subject(),
                origin.customer(),
                origin.occurredAt().plus(Duration.ofDays(1)),
                origin.correlationId());
        AuditedEvent event = new AuditedEvent(
                claim.endings().isEmpty() ? origin : later,
                claim.event().fingerprint(),
                claim.event().content());
        return new Claim(event, claim.owed(), claim.endings(), claim.at());
    }

    private static AuditStore kind(AuditStore store) {
        return new StoreWrapper(store) {
            @Override
            public void suppress(List<Suppression> suppressions) {}
        };
    }

    /** Stops every claim for a suppressed address, whatever has become of the notification. */
    private static AuditStore strict(AuditStore store) {
        Set<String> suppressed = ConcurrentHashMap.newKeySet();
        AuditStore stopping = answering(
                store,
                (claim, answer) -> claim.owed().stream()
                                .anyMatch(
                                        it -> suppressed.contains(it.recipient().address()))
                        ? new Standing(NotificationStatus.SUPPRESSED)
                        : answer);
        return new StoreWrapper(stopping) {
            @Override
            public void suppress(List<Suppression> suppressions) {
                suppressions.forEach(it -> suppressed.add(it.recipient().address()));
                store.suppress(suppressions);
            }
        };
    }

    /** Puts on record whatever it is told, at once. */
    private static AuditStore pushing(AuditStore store) {
        return answering(store, (claim, answer) -> {
            Optional<Owed> owed = claim.owed().filter(it -> it.as() != NotificationStatus.SENDING);
            owed.ifPresent(it -> store.change(List.of(
                    new StatusChange(it.id(), it.as(), "notify", it.reason().orElse(""), claim.at()))));
            return owed.isPresent() && !(answer instanceof Conflict) ? new Granted(1) : answer;
        });
    }
}
