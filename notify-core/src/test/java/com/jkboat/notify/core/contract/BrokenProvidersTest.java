package com.jkboat.notify.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.Attachment;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.testkit.provider.EmailProviderContract;
import com.jkboat.notify.testkit.provider.ProviderTrouble;
import com.jkboat.notify.testkit.provider.TakenEmail;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the contract of providers: each rule has providers that break it, and every one of them is found out. */
class BrokenProvidersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static BrokenProvider current;

    static List<BrokenProvider> broken() {
        return BrokenProvider.ALL;
    }

    static Set<String> rules() {
        return ContractRun.rules(UnderContract.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void findsOutWhatBreaksARule(BrokenProvider broken) {
        ContractRun run = run(broken);

        assertThat(run.failed()).as("tests of %s that failed", broken.rule()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsNothingWrongWhereNothingIs(String rule) {
        ContractRun run = run(new BrokenProvider(rule, "nothing", FakeProvider::new));

        assertThat(run.passed()).isNotEmpty();
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void hasAProviderThatBreaksEachRule() {
        assertThat(broken().stream().map(BrokenProvider::rule).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(rules());
    }

    private static ContractRun run(BrokenProvider broken) {
        current = broken;
        return ContractRun.of(UnderContract.class, broken.rule(), PATIENCE);
    }

    static class UnderContract extends EmailProviderContract {

        private FakeOutside outside;

        @Override
        protected EmailProvider open() {
            outside = new FakeOutside();
            return current.making().apply(outside);
        }

        @Override
        protected Set<ProviderTrouble> troubles() {
            return EnumSet.allOf(ProviderTrouble.class);
        }

        @Override
        protected void bring(ProviderTrouble trouble, String address) {
            outside.bring(trouble, address);
        }

        @Override
        protected void calm() {
            outside.calm();
        }

        @Override
        protected List<TakenEmail> taken() {
            return outside.taken();
        }

        @Override
        protected Duration longestCall() {
            return FakeOutside.SILENCE;
        }

        @Override
        protected Optional<Beyond> beyond() {
            EmailAddress anna = EmailAddress.of("anna@example.org");
            EmailMessage message = EmailMessage.builder(UUID.randomUUID(), anna, anna)
                    .subject("Ticket")
                    .text("attached")
                    .attach(Attachment.file("ticket.pdf", "application/pdf", new byte[1]))
                    .build();
            return Optional.of(new Beyond(message, FakeProvider.FEATURE));
        }

        @Override
        protected List<String> secrets() {
            return List.of(BrokenProvider.SECRET);
        }
    }
}
