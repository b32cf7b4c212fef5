package com.jkboat.notify.core.memory;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimRules;
import com.jkboat.notify.audit.StatusRules;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.DeliveryEvent;
import com.jkboat.notify.template.TemplateId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A notification on record and what was told of it; guarded by the store's lock. */
final class StoredNotification {

    final UUID id;
    final StoredEvent event;
    final String route;
    final String role;
    final Instant createdAt;
    final Optional<UUID> resendOf;
    final NavigableMap<AttemptKey, Told<Attempt>> attempts = new TreeMap<>();
    final List<Told<DeliveryEvent>> news = new ArrayList<>();

    private Optional<EmailAddress> recipient;
    private Optional<TemplateId> template = Optional.empty();
    private NotificationStatus status;
    private Optional<String> reason = Optional.empty();
    private Instant updatedAt;
    private Optional<Instant> scheduledFor = Optional.empty();
    private Optional<Instant> claimedAt = Optional.empty();
    private Optional<Instant> claimedUntil = Optional.empty();
    private int granted;
    private int attemptCount;
    private Optional<Instant> sentAt = Optional.empty();
    private Optional<String> provider = Optional.empty();
    private Optional<String> providerMessageId = Optional.empty();
    private boolean isArchived;

    /** Something told, and its place among what is of one time. */
    record Told<T>(long order, T what) {}

    /** What makes an attempt one: the claim it was made under, and its number. */
    private record AttemptKey(int claim, int number) implements Comparable<AttemptKey> {

        @Override
        public int compareTo(AttemptKey other) {
            return claim == other.claim ? Integer.compare(number, other.number) : Integer.compare(claim, other.claim);
        }
    }

    StoredNotification(StoredEvent event, Owed owed, Instant at) {
        this.id = owed.id();
        this.event = event;
        this.route = owed.route();
        this.role = owed.role();
        this.resendOf = owed.resendOf();
        this.status = owed.as();
        this.createdAt = Millis.cut(at);
        this.updatedAt = createdAt;
        this.recipient = event.isErased() ? Optional.empty() : Optional.of(owed.recipient());
    }

    NotificationStatus status() {
        return status;
    }

    Optional<String> reason() {
        return reason;
    }

    Optional<Instant> scheduledFor() {
        return scheduledFor;
    }

    /** Returns what has to change to be worth an entry in the timeline. */
    Object place() {
        return List.of(status, scheduledFor);
    }

    ClaimRules.Known known() {
        return new ClaimRules.Known(status, claimedUntil, attemptCount, provider);
    }

    void move(NotificationStatus to, Optional<String> why, Instant at) {
        status = to;
        reason = kept(why);
        touch(at);
    }

    /** Takes over what a granted claim says. */
    void take(Owed owed, Instant at) {
        template = owed.template().or(() -> template);
        Optional<Instant> until = owed.until().map(Millis::cut);
        if (owed.as() == NotificationStatus.SENDING) {
            claimedAt = Optional.of(Millis.cut(at));
            claimedUntil = until;
            granted = attemptCount + 1;
        } else if (owed.as() == NotificationStatus.SCHEDULED) {
            scheduledFor = until;
        }
    }

    /** Puts the attempt on record that a claim which ran out never told of. */
    void countLostAttempt(long order) {
        if (attemptCount < granted) {
            attemptCount = granted;
            Attempt lost = new Attempt(
                    granted,
                    claimedAt.orElse(createdAt),
                    Optional.empty(),
                    Optional.empty(),
                    "unknown",
                    Optional.empty(),
                    Optional.of(ClaimRules.NEVER_TOLD));
            attempts.put(new AttemptKey(granted, granted), new Told<>(order, withDetail(lost, kept(lost.detail()))));
        }
    }

    /** Stores an attempt; answers whether the status changed. */
    boolean tell(AttemptRecord told, long order) {
        Attempt attempt =
                withDetail(Millis.cut(told.attempt()), kept(told.attempt().detail()));
        NotificationStatus before = status;
        AttemptKey key = new AttemptKey(told.claim(), attempt.number());
        Told<Attempt> earlier = attempts.get(key);
        attempts.put(key, new Told<>(earlier == null ? order : earlier.order(), attempt));
        boolean isLate = StatusRules.isLate(told, granted);
        attemptCount = isLate ? attemptCount : Math.max(attemptCount, attempt.number());
        if (!isLate || StatusRules.accepts(told)) {
            noteProvider(told, attempt);
        }
        if (newsDecides()) {
            touch(endOf(attempt));
        } else {
            NotificationStatus next = StatusRules.afterAttempt(status, told, granted);
            move(next, StatusRules.reasonAfterAttempt(status, reason, told, granted), endOf(attempt));
        }
        return before != status;
    }

    boolean newsDecides() {
        return strongest().isPresent();
    }

    /** Adds news and lets all of it decide where it stands. */
    void fold(List<Told<DeliveryEvent>> more) {
        for (Told<DeliveryEvent> it : more) {
            news.add(new Told<>(it.order(), withDetail(it.what(), kept(it.what().detail()))));
            touch(it.what().receivedAt());
        }
        strongest().ifPresent(it -> {
            status = StatusRules.statusOf(it.kind()).orElse(status);
            reason = it.detail();
        });
    }

    /** Tells whether it has ended, was created before a time, and is not archived yet. */
    boolean isToBeArchived(Instant createdBefore) {
        return !isArchived && isOld(createdBefore);
    }

    boolean isOld(Instant createdBefore) {
        return status.isEnded() && createdAt.isBefore(createdBefore);
    }

    void archive() {
        isArchived = true;
    }

    boolean isArchived() {
        return isArchived;
    }

    void erase() {
        recipient = Optional.empty();
        reason = Optional.empty();
        attempts.replaceAll((key, told) -> new Told<>(told.order(), withDetail(told.what(), Optional.empty())));
        news.replaceAll(told -> new Told<>(told.order(), withDetail(told.what(), Optional.empty())));
    }

    boolean isTo(String lowerCaseAddress) {
        return recipient.map(it -> Addresses.key(it).equals(lowerCaseAddress)).orElse(false);
    }

    Notification snapshot() {
        return new Notification(
                id, event.origin(), route, role, recipient, status, reason, progress(), template, resendOf);
    }

    static Instant endOf(Attempt attempt) {
        return attempt.endedAt().orElse(attempt.startedAt());
    }

    private Notification.Progress progress() {
        return new Notification.Progress(
                attemptCount,
                createdAt,
                updatedAt,
                scheduledFor,
                sentAt.or(this::firstEvidence),
                provider,
                providerMessageId);
    }

    private void noteProvider(AttemptRecord told, Attempt attempt) {
        if (sentAt.isPresent()) {
            return; // who accepted it first stays
        }
        if (attempt.provider().isPresent()) {
            provider = attempt.provider();
            providerMessageId = attempt.providerMessageId();
        }
        if (StatusRules.accepts(told)) {
            sentAt = Optional.of(endOf(attempt));
        }
    }

    private Optional<DeliveryEvent> strongest() {
        return StatusRules.strongest(news.stream().map(Told::what).toList());
    }

    private Optional<Instant> firstEvidence() {
        return news.stream()
                .map(Told::what)
                .filter(it -> StatusRules.statusOf(it.kind()).isPresent())
                .map(it -> Millis.cut(it.occurredAt()))
                .min(Instant::compareTo);
    }

    /** Returns a text as it may be kept: not at all once its customer was erased. */
    private Optional<String> kept(Optional<String> text) {
        return event.isErased() ? Optional.empty() : Texts.line(text);
    }

    /** What changes is no longer archived. */
    private void touch(Instant at) {
        isArchived = false;
        Instant time = Millis.cut(at);
        updatedAt = time.isAfter(updatedAt) ? time : updatedAt;
    }

    private static Attempt withDetail(Attempt it, Optional<String> detail) {
        return new Attempt(
                it.number(), it.startedAt(), it.endedAt(), it.provider(), it.outcome(), it.providerMessageId(), detail);
    }

    private static DeliveryEvent withDetail(DeliveryEvent it, Optional<String> detail) {
        return new DeliveryEvent(
                it.provider(),
                it.providerEventId(),
                it.notificationId(),
                it.providerMessageId(),
                it.kind(),
                it.occurredAt(),
                it.receivedAt(),
                detail);
    }
}
