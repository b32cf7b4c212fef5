package com.jkboat.notify;

/**
 * What people may ask of whoever keeps data about them.
 *
 * <p>Safe for concurrent callers.
 *
 * @since 0.1
 */
public interface Privacy {

    /**
     * Forgets a customer: nothing is sent to them any more, and what is kept no longer tells who they were.
     *
     * <p>First their messages leave the queue and the dead letters, then what was still owed to them ends as {@link
     * NotificationStatus#CANCELLED}, last the record loses their names, addresses and texts; ids, times, types and
     * statuses stay. Suppressed addresses stay suppressed. Not reached are mails that providers took already and
     * backups of the database.
     *
     * <p>Killed half-way, or refused by a store that is away, call it again; it may be called any number of times. When
     * {@link Erasure#isComplete()} says no, a mail was being sent at this very moment: call it again a little later.
     *
     * @param customer the id by which events name them, such as {@code CUST789}
     * @param by who asks for it, such as the address of a colleague; 1-200 characters, kept on record
     * @param reason why, without personal data; not blank
     * @throws IllegalArgumentException if a part is blank
     * @throws QueueUnavailableException if the queue cannot be reached
     * @throws AuditUnavailableException if the record cannot be reached
     * @since 0.1
     */
    Erasure erase(String customer, String by, String reason);
}
