package com.jkboat.notify.testkit.audit;

import static com.jkboat.notify.testkit.audit.AuditScene.SUBJECT;
import static com.jkboat.notify.testkit.audit.AuditScene.T0;
import static com.jkboat.notify.testkit.audit.AuditScene.accepted;
import static com.jkboat.notify.testkit.audit.AuditScene.event;
import static com.jkboat.notify.testkit.audit.AuditScene.news;
import static com.jkboat.notify.testkit.audit.AuditScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.NotificationQuery;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.TimelineEntry;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.audit.Claim.Owed;
import com.jkboat.notify.audit.StatusChange;
import com.jkboat.notify.audit.Suppression;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.DeliveryEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept comes back as it was: bytes of every value and number, texts of every script. */
interface ContentContract extends AuditRules {

    /** Every script, and what databases like to take for the same. */
    String NAMES = "\u00c5ngstr\u00f6m / \u8239\u7968 \uD83D\uDEA4 e\u0301 \u0130\u0131 '\"\\%_";

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 256, 3_000_000})
    @DisplayName("A-6: keeps the content of an event byte by byte, of any value and number")
    default void keepsContentByteByByte(int size) {
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            content[i] = (byte) i;
        }
        AuditedEvent event = new AuditedEvent(event("created", T0).origin(), "print", content);

        scene().claimToSend(event, UUID.randomUUID(), T0);

        AuditedEvent kept = scene().second().event(event.origin().eventId()).orElseThrow();
        assertThat(kept.content()).isEqualTo(content);
        assertThat(kept.origin()).isEqualTo(event.origin());
    }

    @Test
    @DisplayName("A-6, A-13, A-14: keeps names of every script, and finds by them")
    default void keepsNamesOfEveryScript() {
        AuditedEvent event = named("type " + NAMES, "booking/" + NAMES, "customer " + NAMES);
        UUID id = UUID.randomUUID();
        EmailAddress recipient = EmailAddress.of("\u00c5sa@example.org", NAMES.replaceAll("[\"\\\\]", ""));
        Owed owed = Owed.of(id, "route " + NAMES, "role " + NAMES, recipient)
                .standing(NotificationStatus.HELD, "reason " + NAMES);

        scene().claim(event, owed, T0);

        assertThat(scene().find(id).origin()).isEqualTo(event.origin());
        assertThat(scene().find(id).recipient()).contains(recipient);
        assertThat(scene().find(id).role()).isEqualTo("role " + NAMES);
        assertThat(scene().find(id).reason()).contains("reason " + NAMES);
        assertThat(scene().count(NotificationQuery.all()
                        .about("booking/" + NAMES)
                        .ofCustomer("customer " + NAMES)
                        .to("\u00e5SA@example.org")
                        .onRoute("route " + NAMES)))
                .isEqualTo(1);
        assertThat(scene().store().timeline("booking/" + NAMES))
                .extracting(TimelineEntry::detail)
                .containsExactly("type " + NAMES, "reason " + NAMES);
    }

    @Test
    @DisplayName("A-12, A-13: tells names apart that differ in case, accents or blanks")
    default void tellsNamesApart() {
        List<String> names = List.of("m", "M", "m ", " m", "\u1e3f", "m\u0301");
        for (String name : names) {
            UUID id = UUID.randomUUID();
            AuditedEvent event = named("created", name, name);
            scene().claim(event, Owed.of(id, name, "customer", AuditScene.ANNA), T0);
            scene().claimToSend(event, id, T0);
            scene().store().record(List.of(accepted(id, 1, T0, name)));
        }

        scene().store().apply(List.of(news("e", "M", Kind.DELIVERED, T0), news("E", "m ", Kind.COMPLAINED, T0)));

        for (String name : names) {
            assertThat(scene().count(NotificationQuery.all().about(name)))
                    .as(name)
                    .isEqualTo(1);
            assertThat(scene().count(NotificationQuery.all().ofCustomer(name))).isEqualTo(1);
            assertThat(scene().count(NotificationQuery.all().onRoute(name))).isEqualTo(1);
        }
        assertThat(standingAbout("M")).isEqualTo(NotificationStatus.DELIVERED);
        assertThat(standingAbout("m ")).isEqualTo(NotificationStatus.COMPLAINED);
        assertThat(standingAbout("m")).isEqualTo(NotificationStatus.SENT);
    }

    private NotificationStatus standingAbout(String subject) {
        return scene().store()
                .search(NotificationQuery.all().about(subject))
                .items()
                .get(0)
                .status();
    }

    @Test
    @DisplayName("A-9: knows a suppressed address in any case of any script")
    default void knowsASuppressedAddressInAnyCase() {
        EmailAddress small = EmailAddress.of("\u00e5sa@example.org");
        scene().store().suppress(List.of(new Suppression(small, NAMES, "kim", T0)));
        UUID id = UUID.randomUUID();
        EmailAddress large = EmailAddress.of("\u00c5SA@example.org");

        scene().claim(event("created", T0), Owed.of(id, AuditScene.ROUTE, "customer", large), T0);

        assertThat(scene().status(id)).isEqualTo(NotificationStatus.SUPPRESSED);
        assertThat(scene().find(id).reason()).contains("suppressed: " + NAMES);
        assertThat(scene().second().release(new Suppression(large, "", "kim", T0)))
                .isTrue();
    }

    @Test
    @DisplayName("texts: cuts no character in two, and survives one that came in halves")
    default void cutsNoCharacterInTwo() {
        AuditedEvent event = event("created", T0);
        UUID id = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        for (UUID one : List.of(id, other)) {
            scene().claimToSend(event, one, T0);
        }

        scene().store().record(List.of(told(other, 1, "error", NotificationStatus.QUEUED, T0)));
        scene().store()
                .change(List.of(
                        new StatusChange(id, NotificationStatus.HELD, "kim", "x" + "\uD83D\uDEA4".repeat(3_000), T0),
                        new StatusChange(other, NotificationStatus.HELD, "kim", "half \uD83D of one", T0)));

        assertThat(isWellFormed(scene().find(id).reason().orElseThrow())).isTrue();
        assertThat(scene().find(id).reason().orElseThrow()).hasSizeBetween(1_900, 2_000);
        assertThat(scene().find(other).reason().orElseThrow())
                .startsWith("half ")
                .endsWith(" of one");
        assertThat(scene().store().timeline(SUBJECT)).allMatch(it -> isWellFormed(it.detail()));
    }

    private static boolean isWellFormed(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static AuditedEvent named(String type, String subject, String customer) {
        Origin origin = new Origin(
                UUID.randomUUID(), type, Optional.of(subject), Optional.of(customer), T0, Optional.of("c " + NAMES));
        return new AuditedEvent(origin, "print " + NAMES, new byte[0]);
    }
}
