package com.jkboat.notify.core.internal.work;

import com.jkboat.notify.Attempt;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.audit.AttemptRecord;
import com.jkboat.notify.core.internal.dispatch.Dispatcher.Try;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.HeaderText;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How calls to providers read in the record. */
final class Tries {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'(),;:]{1,64}@[^\\s<>\"'(),;:]{1,255}");

    private static final int MAX_TEXT = 500;

    private Tries() {}

    /** Returns one record per call; only the last one says where the notification stands. */
    static List<AttemptRecord> records(UUID notification, int firstAttempt, List<Try> tries) {
        List<AttemptRecord> records = new ArrayList<>();
        for (int i = 0; i < tries.size(); i++) {
            boolean last = i == tries.size() - 1;
            NotificationStatus status = last ? status(tries.get(i).outcome()) : NotificationStatus.SENDING;
            Attempt attempt = attempt(firstAttempt + i, tries.get(i));
            records.add(new AttemptRecord(notification, firstAttempt, attempt, status, attempt.detail()));
        }
        return records;
    }

    /** Returns where an outcome leaves a notification. */
    static NotificationStatus status(SendOutcome outcome) {
        return outcome.fold(new SendOutcome.Cases<>(
                accepted -> NotificationStatus.SENT,
                rejected -> NotificationStatus.REJECTED,
                deferred -> NotificationStatus.DEFERRED,
                throttled -> NotificationStatus.QUEUED,
                unavailable -> NotificationStatus.QUEUED,
                unknown -> NotificationStatus.IN_DOUBT));
    }

    /**
     * Makes a foreign text fit for the record: one line of bounded length in which no address can be read.
     *
     * <p>Providers promise as much (P-6), but the record lasts for years, and one text a store cannot take must not
     * hold up the others.
     */
    static String fit(String text) {
        return HeaderText.clean(
                ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(EmailAddress.mask(found.group()))),
                MAX_TEXT);
    }

    private static Attempt attempt(int number, Try one) {
        Optional<String> providerMessageId = one.outcome() instanceof Accepted accepted
                ? Optional.of(accepted.providerMessageId()).filter(id -> !id.isEmpty())
                : Optional.empty();
        return new Attempt(
                number,
                one.startedAt(),
                Optional.of(one.endedAt()),
                Optional.of(one.gate().provider().name()),
                one.outcome().word(),
                providerMessageId,
                detail(one.outcome()).map(Tries::fit));
    }

    private static Optional<String> detail(SendOutcome outcome) {
        return outcome.fold(new SendOutcome.Cases<>(
                accepted -> Optional.empty(),
                rejected -> Optional.of(rejected.detail()),
                deferred -> Optional.of(deferred.detail()),
                throttled -> Optional.of(throttled.detail()),
                unavailable -> Optional.of(unavailable.detail()),
                unknown -> Optional.of(unknown.detail())));
    }
}
