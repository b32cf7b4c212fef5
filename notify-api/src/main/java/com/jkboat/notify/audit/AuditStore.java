package com.jkboat.notify.audit;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.Notification;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.Page;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.provider.DeliveryEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of every notification, and the only gate against sending one twice.
 *
 * <p>Safe for any number of threads and, unless it lives in memory, of processes. Writing methods take batches, apply
 * them in order, and return after they are durable; a batch is stored whole or not at all. Every method throws
 * {@link com.jkboat.notify.AuditUnavailableException} when the store cannot be reached within its time limit.
 *
 * <p>Times are kept to the millisecond. Texts for people (reasons, details) are kept as one line of at most 2,000
 * characters, of a longer one the beginning; names of actors have at most 200. {@link ClaimRules} and
 * {@link StatusRules} hold the rules that need no storage.
 *
 * <p>Numbered rules, each tested by {@code AuditStoreContract}:
 *
 * <ul>
 *   <li>A-1: of all claims to send one notification, at most one is granted at a time, whatever process they come from.
 *   <li>A-2: a grant is durable before it is returned.
 *   <li>A-3: a notification that is not on record, or stands at scheduled, queued, deferred or failed, is granted; one
 *       that has otherwise ended or is held is not, and the answer says where it stands. Failed is granted because only
 *       a replayed dead letter comes back to it.
 *   <li>A-4: a claim on a notification that is sending answers Busy until the earlier claim's time has come; then the
 *       notification moves to in doubt and the answer is InDoubt. The attempt nobody told of counts: it is on record
 *       with the outcome unknown and without an end.
 *   <li>A-5: a claim on one in doubt answers InDoubt, unless it overrules the doubt; then it is taken like one that is
 *       queued.
 *   <li>A-6: the first claim or {@link #note} that names an event puts it on record; a later one with another
 *       fingerprint answers Conflict, leaves the first as it was, and the clash is in the timeline.
 *   <li>A-7: the endings of a claim move unsent notifications (scheduled, queued, deferred, held) of the same subject on
 *       the named routes, owed for other events not newer than this one, to their end, with the event that did it as
 *       reason. Without a subject they do nothing. They leave alone what is resent by hand: a person decided that.
 *   <li>A-8: endings hold for the future: a claim on a notification whose subject and route were ended by a newer event
 *       puts it on record at that end and answers Standing, where A-7 would have ended it. Newer means a later
 *       {@code occurredAt}.
 *   <li>A-9: a claim whose recipient is suppressed puts the notification on record as suppressed and answers Standing;
 *       this does not apply to one that is in doubt, is being sent, or has ended.
 *   <li>A-10: a claim as anything but SENDING puts the notification on record as that, unless it has ended (failed
 *       aside), is held, in doubt, or being sent; then the answer is as for a claim to send.
 *   <li>A-11: {@link #record} stores the attempt and moves the notification; it never moves one that a provider
 *       certainly accepted away from accepted. {@code accepted} beats in doubt, whoever tells it. An attempt of an
 *       earlier claim than the newest to send is kept beside those of the newest, whatever its number, does not count
 *       among the attempts, and moves the notification only if it was accepted.
 *   <li>A-12: {@link #apply} is a fold: any order and repetition of the same delivery events gives the same record.
 *       Ranks: sent, deferred, rejected or suppressed, bounced soft, delivered, bounced hard, complained. A provider that
 *       defers tries by itself, so the notification stays at sent. News that comes before the record knows the
 *       provider's name of the message is kept, and folded in when it does.
 *   <li>A-13: {@link #search} returns newest first, in pages that neither repeat nor skip what was on record before the
 *       first page was asked for.
 *   <li>A-14: {@link #timeline} has every event, attempt, status change, ending, clash and delivery event of a subject,
 *       in order of time; entries of one time keep the order in which they were stored. A claim to send and a status
 *       that an attempt or a delivery event tells have no entry of their own. {@code published} stands at the event's
 *       own time, or at its first claim's if that is earlier.
 *   <li>A-15: {@link #erase} leaves ids, types, routes, times, statuses and counts, and nothing that tells who. The
 *       customer's id goes too; the suppression list stays. What is told of them later is kept without texts and
 *       recipient.
 *   <li>A-16: {@link #archive} moves notifications that have ended and were created before a time, oldest first, with
 *       their attempts, news and timeline; the event goes along, and leaves with the last of its notifications, one that
 *       owed nothing by its own age. What stands at scheduled, queued, sending, in doubt, held or deferred stays. A step
 *       is made whole or not at all, and holds up nobody who sends.
 *   <li>A-17: archiving changes no answer but one: a {@link #search} that names neither a subject nor a customer nor a
 *       recipient does not look into the archive ({@link NotificationQuery#reachesArchive()}). All others reach it:
 *       {@link #find}, {@link #statuses}, {@link #attempts}, {@link #event}, {@link #fingerprints}, {@link #timeline} and
 *       the other questions of {@link #search}, whose pages run through both.
 *   <li>A-18: archiving forgets nothing that a write depends on. A claim, record, change, note or piece of news is
 *       treated as if nothing had been archived: what was sent is not granted again, another event under the id
 *       is a conflict, endings hold, late news is folded. What that changes is no longer archived, until a later step
 *       takes it again.
 *   <li>A-19: {@link #erase} and {@link #purge} reach the archive.
 * </ul>
 *
 * @since 0.1
 */
public interface AuditStore extends AutoCloseable {

    /**
     * Claims notifications, each on its own. One answer per claim, in the same order.
     *
     * <p>A claim that owes nothing answers Granted, or Conflict.
     */
    List<ClaimResult> claim(List<Claim> claims);

    /** Stores how attempts ended. Records of notifications that are not on record are ignored. */
    void record(List<AttemptRecord> records);

    /**
     * Moves notifications without an attempt; those at an end stay there unless the new status is an end too.
     *
     * <p>Three exceptions: what a provider accepted stays accepted; FAILED moves to QUEUED, which is what replaying a
     * dead letter does; what is being sent or in doubt is not cancelled, as a provider may have it. Those that are not on
     * record are ignored.
     */
    void change(List<StatusChange> changes);

    /**
     * Folds news from providers into the record.
     *
     * @return the notification each belongs to, by our id or else the provider's; empty where none is on record (yet)
     */
    List<Optional<UUID>> apply(List<DeliveryEvent> events);

    /**
     * Puts an event on record without owing anything, and adds entries to its timeline.
     *
     * <p>When another event is on record under its id, that clash gets an entry by itself.
     */
    void note(AuditedEvent event, List<TimelineEntry> entries);

    /** Finds the fingerprints of those of the events that are on record. */
    Map<UUID, String> fingerprints(Collection<UUID> eventIds);

    /** Finds where those of the notifications stand that are on record. */
    Map<UUID, NotificationStatus> statuses(Collection<UUID> notificationIds);

    /** Finds an event with its content; empty when it is not on record or was erased. */
    Optional<AuditedEvent> event(UUID eventId);

    /** Finds one notification. */
    Optional<Notification> find(UUID notificationId);

    /** Finds notifications, newest first; in the archive only where the question is about somebody. */
    Page<Notification> search(NotificationQuery query);

    /**
     * Lists the attempts of a notification by claim and number.
     *
     * <p>A number comes twice where a worker that had lost its claim went on while another had the next.
     */
    List<Attempt> attempts(UUID notificationId);

    /** Lists everything that happened to a subject. */
    List<TimelineEntry> timeline(String subject);

    /** Puts addresses on the suppression list; one that is there stays as it is. */
    void suppress(List<Suppression> suppressions);

    /** Takes an address off the suppression list; answers whether it was there. */
    boolean release(Suppression suppression);

    /** Makes what is on record about a customer say nothing about who it was; answers how many events. */
    long erase(String customer);

    /**
     * Moves ended notifications created before a time out of the way of daily work, in one step of limited size.
     *
     * <p>May be killed and called again at any time, also by several processes at once.
     *
     * @param most how many notifications at most, and how many events that owed nothing; call again until the answer is
     *     lower
     * @return how many notifications, or events that owed nothing, were moved, whichever is more
     */
    long archive(Instant createdBefore, int most);

    /**
     * Deletes ended notifications, their attempts and their events, created before a time, in one step of limited size.
     *
     * <p>An event goes with the last of its notifications; one that owed nothing goes by its own age, as does
     * news of messages that nobody knows.
     *
     * @param most how many of each at most; call again until the answer is lower
     * @return how many notifications, events that owed nothing, or pieces of such news were deleted, whichever is most
     */
    long purge(Instant createdBefore, int most);

    /** Says for people where the record is kept, such as the database and the version of its tables. */
    default String description() {
        return getClass().getSimpleName();
    }

    /** Frees what the store holds; may be called more than once. */
    @Override
    void close();
}
