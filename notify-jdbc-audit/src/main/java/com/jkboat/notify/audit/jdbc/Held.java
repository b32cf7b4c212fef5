package com.jkboat.notify.audit.jdbc;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.ClaimRules;
import com.jkboat.notify.audit.StatusRules;
import com.jkboat.notify.provider.DeliveryEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification in the hands of one transaction: made or read under a lock by it, and stored when it changed. */
final class Held {

    private final UUID id;
    private final UUID eventId;
    private final boolean isErased;
    private final boolean isFresh;
    private NotificationStatus status;
    private Optional<String> reason = Optional.empty();
    private Optional<String> template = Optional.empty();
    private Instant updatedAt;
    private Optional<Instant> scheduledFor = Optional.empty();
    private Optional<Instant> claimedAt = Optional.empty();
    private Optional<Instant> claimedUntil = Optional.empty();
    private int granted;
    private int attempts;
    private Optional<Instant> sentAt = Optional.empty();
    private Optional<String> provider = Optional.empty();
    private Optional<String> providerMessageId = Optional.empty();
    private boolean newsDecides;
    private boolean isChanged;

    /** Makes one that is not on record yet. */
    Held(Owed owed, UUID eventId, boolean isErased, Instant at) {
        this.id = owed.id();
        this.eventId = eventId;
        this.isErased = isErased;
        this.isFresh = true;
        this.status = owed.as();
        this.updatedAt = at;
    }

    /** Reads one from its row. */
    Held(ResultSet row) throws SQLException {
        this.id = Columns.uuid(row, "id");
        this.eventId = Columns.uuid(row, "event_id");
        this.isErased = Columns.text(row, "recipient").isEmpty();
        this.isFresh = false;
        this.status = status(row);
        this.reason = Columns.text(row, "reason");
        this.template = Columns.text(row, "template");
        this.updatedAt = Columns.time(row, "updated_at");
        this.scheduledFor = Columns.optionalTime(row, "scheduled_for");
        this.claimedAt = Columns.optionalTime(row, "claimed_at");
        this.claimedUntil = Columns.optionalTime(row, "claimed_until");
        this.granted = row.getInt("granted");
        this.attempts = row.getInt("attempts");
        this.sentAt = Columns.optionalTime(row, "sent_at");
        this.provider = Columns.text(row, "provider");
        this.providerMessageId = Columns.text(row, "provider_message_id");
        this.newsDecides = row.getInt("news") != 0;
    }

    static NotificationStatus status(ResultSet row) throws SQLException {
        return NotificationStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
    }

    UUID id() {
        return id;
    }

    UUID eventId() {
        return eventId;
    }

    /** Tells whether nothing may be stored any more that could tell who it went to. */
    boolean isErased() {
        return isErased;
    }

    boolean isFresh() {
        return isFresh;
    }

    boolean isChanged() {
        return isChanged;
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

    /** Tells whether news from a provider says where it stands. */
    boolean newsDecides() {
        return newsDecides;
    }

    ClaimRules.Known known() {
        return new ClaimRules.Known(status, claimedUntil, attempts, provider);
    }

    void move(NotificationStatus to, Optional<String> why, Instant at) {
        status = to;
        reason = isErased ? Optional.empty() : Columns.line(why);
        touch(at);
    }

    /** Takes over what a granted claim says. */
    void take(Owed owed, Instant at) {
        template = owed.template().map(Object::toString).or(() -> template);
        if (owed.as() == NotificationStatus.SENDING) {
            claimedAt = Optional.of(at);
            claimedUntil = owed.until();
            granted = attempts + 1;
        } else if (owed.as() == NotificationStatus.SCHEDULED) {
            scheduledFor = owed.until();
        }
    }

    /** Counts the attempt that a claim which ran out never told of, and returns it. */
    Optional<Attempt> countLostAttempt(Instant at) {
        if (attempts >= granted) {
            return Optional.empty();
        }
        attempts = granted;
        return Optional.of(new Attempt(
                granted,
                claimedAt.orElse(at),
                Optional.empty(),
                Optional.empty(),
                "unknown",
                Optional.empty(),
                Optional.of(ClaimRules.NEVER_TOLD)));
    }

    /** Moves by how an attempt ended; answers whether the status changed. */
    boolean tell(AttemptRecord told) {
        NotificationStatus before = status;
        Instant at = endOf(told.attempt());
        boolean isLate = StatusRules.isLate(told, granted);
        attempts = isLate ? attempts : Math.max(attempts, told.attempt().number());
        if (!isLate || StatusRules.accepts(told)) {
            noteProvider(told, at);
        }
        if (newsDecides) {
            touch(at);
        } else {
            NotificationStatus next = StatusRules.afterAttempt(status, told, granted);
            move(next, StatusRules.reasonAfterAttempt(status, reason, told, granted), at);
        }
        return before != status;
    }

    /** Lets the news decide where it stands. */
    void fold(List<DeliveryEvent> news) {
        news.forEach(it -> touch(it.receivedAt()));
        StatusRules.strongest(news).ifPresent(it -> {
            newsDecides = true;
            status = StatusRules.statusOf(it.kind()).orElse(status);
            reason = isErased ? Optional.empty() : it.detail();
        });
    }

    static Instant endOf(Attempt attempt) {
        return attempt.endedAt().orElse(attempt.startedAt());
    }

    /** Returns what can change, in the order in which {@link NotificationTable} binds it. */
    @Nullable
    Object[] values() {
        return new Object[] {
            status.word(),
            Columns.bound(reason),
            Columns.bound(template),
            updatedAt.toEpochMilli(),
            Columns.bound(scheduledFor),
            Columns.bound(claimedAt),
            Columns.bound(claimedUntil),
            granted,
            attempts,
            Columns.bound(sentAt),
            Columns.bound(provider),
            Columns.bound(providerMessageId),
            newsDecides ? 1 : 0
        };
    }

    /** Who accepted it first stays; before that, who was asked last. */
    private void noteProvider(AttemptRecord told, Instant at) {
        if (sentAt.isPresent()) {
            return;
        }
        if (told.attempt().provider().isPresent()) {
            provider = told.attempt().provider();
            providerMessageId = told.attempt().providerMessageId().map(Columns::name);
        }
        if (StatusRules.accepts(told)) {
            sentAt = Optional.of(at);
        }
    }

    /** Notes when it changed, which never goes back. */
    private void touch(Instant at) {
        updatedAt = at.isAfter(updatedAt) ? at : updatedAt;
        isChanged = true;
    }
}
