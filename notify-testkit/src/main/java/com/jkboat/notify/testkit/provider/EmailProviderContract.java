package com.jkboat.notify.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.SendOutcome;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Rejected;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.provider.SendOutcome.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbered rules of {@link com.jkboat.notify.provider.Provider} as tests; every e-mail provider passes them.
 *
 * <p>A subclass opens its provider against an outside that it can make misbehave, such as a server on this machine. Only
 * the troubles it names are tried.
 *
 * @since 0.1
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // so that a provider can name its troubles
public abstract class EmailProviderContract {

    /** Beyond the time limits, as a busy machine may take a while to notice. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String LOCAL_PART = "anna.lindqvist";
    private static final String ADDRESS = LOCAL_PART + "@example.org";
    private static final String CONTENT = "harbour tour at noon";

    private EmailProvider provider;

    /** Opens the provider; its outside works, and has taken nothing yet. */
    protected abstract EmailProvider open();

    /** Names the troubles that can happen to this provider. */
    protected abstract Set<ProviderTrouble> troubles();

    /**
     * Makes the outside misbehave until {@link #calm()}.
     *
     * @param address the recipient of the messages to come, for those that repeat it in their words
     */
    protected abstract void bring(ProviderTrouble trouble, String address);

    /** Makes the outside work again. */
    protected abstract void calm();

    /** Returns what the outside has taken so far, also where its answer did not arrive; in any order. */
    protected abstract List<TakenEmail> taken();

    /** Returns the sum of the time limits the provider was opened with; a few seconds, as some tests wait for it. */
    protected abstract Duration longestCall();

    /** Returns a message that needs a feature the provider lacks, with the name of that feature, if there is one. */
    protected Optional<Beyond> beyond() {
        return Optional.empty();
    }

    /** Returns the secrets the provider was opened with. */
    protected List<String> secrets() {
        return List.of();
    }

    /**
     * A message a provider cannot send.
     *
     * @param feature as the provider's answer must name it
     * @since 0.1
     */
    public record Beyond(EmailMessage message, String feature) {}

    final List<Beyond> everythingBeyond() {
        return beyond().stream().toList();
    }

    final Set<ProviderTrouble> troublesWithoutVerdict() {
        return among(ProviderTrouble.LOSES_ANSWER, ProviderTrouble.SILENT_AFTER_TAKING);
    }

    final Set<ProviderTrouble> silences() {
        return among(ProviderTrouble.SILENT, ProviderTrouble.SILENT_AFTER_TAKING);
    }

    private Set<ProviderTrouble> among(ProviderTrouble... some) {
        Set<ProviderTrouble> both = new TreeSet<>(troubles());
        both.retainAll(Set.of(some));
        return both;
    }

    @BeforeEach
    final void openProvider() {
        provider = open();
    }

    @AfterEach
    final void closeProvider() {
        calm();
        provider.close();
    }

    @Test
    @DisplayName("Takes a message and says so")
    void takesAMessage() {
        EmailMessage message = message();

        assertThat(provider.send(message)).isInstanceOf(Accepted.class);

        assertThat(taken()).containsExactly(asTaken(message));
        assertThat(provider.name()).isNotBlank();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("troubles")
    @DisplayName("P-1: answers with the right value for everything the outside does")
    void answersWithTheRightValue(ProviderTrouble trouble) {
        suffer(trouble);

        SendOutcome outcome = provider.send(message());

        assertThat(trouble.allows(outcome))
                .as("%s answered by %s", trouble, outcome)
                .isTrue();
    }

    @Test
    @DisplayName("P-1: answers with a value for a message that is hard to write")
    void answersWithAValueForAMessageThatIsHardToWrite() {
        EmailMessage message = draft(ADDRESS)
                .date(Instant.parse("0001-01-01T00:00:00Z"))
                .text(".\r\n.." + "x".repeat(100_000) + "\n.\n")
                .attach(Attachment.file("船.pdf".repeat(50), "application/pdf", new byte[0]))
                .build();

        assertThat(provider.send(message)).isInstanceOfAny(Accepted.class, Rejected.class);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("troubles")
    @DisplayName("P-2: nothing was taken unless the outcome is Accepted or Unknown")
    void certainlySentNothingWhereItSaysSo(ProviderTrouble trouble) {
        suffer(trouble);

        SendOutcome outcome = provider.send(message());
        calm();

        assertThat(mayHaveBeenTaken(outcome) || taken().isEmpty())
                .as("%s, but taken: %s", outcome, taken())
                .isTrue();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("troublesWithoutVerdict")
    @DisplayName("P-3: a message without a verdict is Unknown")
    void isInDoubtWithoutAVerdict(ProviderTrouble trouble) {
        suffer(trouble);

        assertThat(provider.send(message())).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("troubles")
    @DisplayName("P-4: returns within the sum of its time limits")
    void returnsWithinItsTimeLimits(ProviderTrouble trouble) throws Exception {
        suffer(trouble);

        assertThat(start(message()).outcome(longestCall().plus(GRACE))).isNotNull();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("troubles")
    @DisplayName("P-5: sends once at most, and works again when the outside does")
    void sendsOnceAtMost(ProviderTrouble trouble) {
        suffer(trouble);

        provider.send(message());
        calm();
        assertThat(taken()).hasSizeLessThanOrEqualTo(1);
        EmailMessage next = message();

        assertThat(provider.send(next)).isInstanceOf(Accepted.class);
        assertThat(taken()).contains(asTaken(next)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    @DisplayName("P-5: sends each of many once, called by many threads")
    void sendsEachOfManyOnce() throws Exception {
        List<EmailMessage> messages = new ArrayList<>();
        List<Callable<SendOutcome>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            EmailMessage message = draft("guest" + i + "@example.org").build();
            messages.add(message);
            calls.add(() -> provider.send(message));
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (Future<SendOutcome> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isInstanceOf(Accepted.class);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(taken())
                .containsExactlyInAnyOrderElementsOf(
                        messages.stream().map(EmailProviderContract::asTaken).toList());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("troubles")
    @DisplayName("P-6: says nothing about the recipient, the content or a secret")
    void saysNothingAboutAnybody(ProviderTrouble trouble) {
        suffer(trouble);

        String said = provider.send(message()) + " " + provider;

        assertThat(said).doesNotContainIgnoringCase(LOCAL_PART).doesNotContainIgnoringCase(CONTENT);
        assertThat(secrets()).noneMatch(said::contains);
    }

    @Test
    @DisplayName("P-7: the ids are the same however often a message is sent")
    void keepsTheIdsOfAMessage() {
        EmailMessage message = message();

        provider.send(message);
        provider.send(message);

        assertThat(taken()).isNotEmpty().containsOnly(asTaken(message));
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("everythingBeyond")
    @DisplayName("P-8: a feature it lacks is a Rejected that names provider and feature")
    void refusesWhatItCannotDo(Beyond beyond) {
        SendOutcome outcome = provider.send(beyond.message());

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Rejected.Reason.UNSUPPORTED);
            assertThat(rejected.detail()).contains(provider.name()).contains(beyond.feature());
        });
        assertThat(taken()).isEmpty();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("silences")
    @DisplayName("P-9: an interrupt ends the call early, keeps the flag, and P-2 and P-3 still hold")
    void endsWhenInterrupted(ProviderTrouble trouble) throws Exception {
        suffer(trouble);
        SendCall patient = start(message());
        patient.outcome(longestCall().plus(GRACE));

        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            took.add(timeOfAnInterruptedCall());
        }

        assertThat(Collections.min(took)).isLessThan(patient.took().dividedBy(2));
    }

    private Duration timeOfAnInterruptedCall() throws Exception {
        EmailMessage message = message();
        SendCall call = start(message);

        call.interrupt();
        SendOutcome outcome = call.outcome(longestCall().plus(GRACE));

        assertThat(outcome).isNotInstanceOf(Accepted.class);
        assertThat(outcome instanceof Unknown || !taken().contains(asTaken(message)))
                .as("%s", outcome)
                .isTrue();
        assertThat(call.keptTheFlag()).isTrue();
        return call.took();
    }

    @Test
    @DisplayName("P-9: called by an interrupted thread, the outcome is true and the flag is kept")
    void tellsTheTruthToAnInterruptedThread() {
        EmailMessage message = message();
        Thread.currentThread().interrupt();

        SendOutcome outcome = provider.send(message);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(mayHaveBeenTaken(outcome) || taken().isEmpty())
                .as("%s", outcome)
                .isTrue();
    }

    @Test
    @DisplayName("P-10: sees nothing in the way where nothing is, and sends nothing to find out")
    void looksForAnObstacleWithoutSending() {
        assertThat(provider.obstacle()).isEmpty();

        assertThat(taken()).isEmpty();
        assertThat(provider.send(message())).isInstanceOf(Accepted.class);
    }

    @Test
    @DisplayName("Answers a lookup truly or not at all")
    void looksUpTruly() {
        EmailMessage message = message();

        provider.send(message);

        assertThat(provider.lookup(message.notificationId()).filter(it -> !(it instanceof Accepted)))
                .isEmpty();
        assertThat(provider.lookup(UUID.randomUUID()).filter(it -> !(it instanceof Unavailable)))
                .isEmpty();
    }

    @Test
    @DisplayName("May be closed more than once")
    void mayBeClosedMoreThanOnce() {
        provider.send(message());

        provider.close();
        provider.close();

        assertThat(taken()).hasSize(1);
    }

    private void suffer(ProviderTrouble trouble) {
        bring(trouble, ADDRESS);
    }

    private static boolean mayHaveBeenTaken(SendOutcome outcome) {
        return outcome instanceof Accepted || outcome instanceof Unknown;
    }

    private static EmailMessage message() {
        return draft(ADDRESS).build();
    }

    private static EmailMessage.Builder draft(String to) {
        UUID id = UUID.randomUUID();
        return EmailMessage.builder(id, EmailAddress.of("tours@example.com", "JK Boat"), EmailAddress.of(to))
                .date(Instant.parse("2026-03-01T10:00:00Z"))
                .subject("Your " + CONTENT)
                .text("See you at your " + CONTENT + ".")
                .html("<p>See you at your " + CONTENT + ".</p>")
                .header("X-Notification-Id", id.toString());
    }

    private static TakenEmail asTaken(EmailMessage message) {
        return new TakenEmail(
                message.to().address(),
                message.messageId(),
                message.notificationId().toString());
    }

    private SendCall start(EmailMessage message) {
        return new SendCall(provider, message);
    }
}
