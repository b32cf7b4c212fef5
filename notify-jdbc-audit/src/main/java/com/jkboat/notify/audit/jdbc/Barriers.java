package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.audit.Claim;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimRules;
import com.jkboat.notify.audit.ClaimRules.Barrier;
import com.jkboat.notify.audit.ClaimRules.PastEnding;
import com.jkboat.notify.audit.jdbc.EndingTable.Reach;
import com.jkboat.notify.event.Route;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands in the way of a batch of claims: endings of their subjects, and the suppression list. */
final class Barriers {

    private final Map<Reach, PastEnding> endings;
    private final Map<Reach, PastEnding> added = new HashMap<>();
    private final Map<String, String> suppressed;

    private Barriers(Map<Reach, PastEnding> endings, Map<String, String> suppressed) {
        this.endings = endings;
        this.suppressed = suppressed;
    }

    /**
     * Reads what concerns the claims.
     *
     * <p>An ending and a claim that leaves something unsent behind exclude each other by subject: otherwise each could
     * overlook what the other is about to store. What is sent at once cannot be ended, so it waits for nobody.
     */
    static Barriers read(Ledger ledger, List<Claim> claims) {
        Set<String> exclusive = new HashSet<>();
        Set<String> subjects = new HashSet<>();
        Set<String> recipients = new HashSet<>();
        for (Claim claim : claims) {
            Optional<String> subject = subject(claim.event().origin());
            boolean isSentAtOnce = claim.owed()
                    .map(owed ->
                            !ClaimRules.isUnsent(owed.as()) || owed.resendOf().isPresent())
                    .orElse(true);
            subject.filter(it -> !isSentAtOnce || !claim.endings().isEmpty()).ifPresent(exclusive::add);
            subject.ifPresent(subjects::add);
            claim.owed().ifPresent(owed -> recipients.add(Columns.addressKey(owed.recipient())));
        }
        ledger.dialect()
                .holdNames(
                        ledger.handle(),
                        exclusive.stream().map(it -> "audit subject " + it).toList());
        return new Barriers(EndingTable.read(ledger, subjects), suppressed(ledger, recipients));
    }

    static Optional<String> subject(Origin origin) {
        return origin.subject().map(Columns::name);
    }

    /** Finds what stands in the way of a claim: a newer event's ending, else a suppression. */
    Optional<Barrier> of(Origin origin, Owed owed) {
        return subject(origin)
                .filter(subject -> owed.resendOf().isEmpty())
                .flatMap(subject -> Optional.ofNullable(endings.get(new Reach(subject, owed.route()))))
                .filter(ending -> ending.endsFuture(origin.eventId(), origin.occurredAt()))
                .map(PastEnding::barrier)
                .or(() -> Optional.ofNullable(suppressed.get(Columns.addressKey(owed.recipient())))
                        .map(Barrier::suppressed));
    }

    /** Remembers an ending, and returns it as one for those on record. */
    PastEnding add(Origin by, Reach reach, Route.Ending.Kind kind) {
        PastEnding ending = PastEnding.of(by, kind);
        boolean isKnown = ending.equals(endings.get(reach));
        if (!isKnown && endings.merge(reach, ending, PastEnding::orLater).equals(ending)) {
            added.put(reach, ending);
        }
        return ending;
    }

    void store(Ledger ledger) {
        EndingTable.store(ledger, added);
    }

    private static Map<String, String> suppressed(Ledger ledger, Collection<String> recipients) {
        Map<String, String> reasons = new HashMap<>();
        ledger.among(
                        "SELECT recipient_key, reason FROM notify_suppression WHERE recipient_key IN ",
                        recipients,
                        "",
                        (row, context) -> Map.entry(row.getString("recipient_key"), row.getString("reason")))
                .forEach(it -> reasons.put(it.getKey(), it.getValue()));
        return reasons;
    }
}
