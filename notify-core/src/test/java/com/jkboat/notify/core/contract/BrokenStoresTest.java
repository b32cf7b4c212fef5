package com.jkboat.notify.core.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.core.memory.InMemoryAuditStore;
import com.jkboat.notify.testkit.audit.AuditStoreContract;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the contract of audit stores: each rule has stores that break it, and every one of them is found out. */
class BrokenStoresTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static BrokenStore current;

    static List<BrokenStore> broken() {
        return Stream.of(BrokenClaims.ALL, BrokenRecords.ALL, BrokenAnswers.ALL, BrokenArchives.ALL)
                .flatMap(List::stream)
                .toList();
    }

    static Set<String> rules() {
        return ContractRun.rules(UnderContract.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void findsOutWhatBreaksARule(BrokenStore broken) {
        ContractRun run = run(broken);

        assertThat(run.failed()).as("tests of %s that failed", broken.rule()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void findsNothingWrongWhereNothingIs(String rule) {
        ContractRun run = run(new BrokenStore(rule, "nothing", UnaryOperator.identity()));

        assertThat(run.passed()).isNotEmpty();
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void hasAStoreThatBreaksEachRule() {
        assertThat(broken().stream().map(BrokenStore::rule).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(rules());
    }

    private static ContractRun run(BrokenStore broken) {
        current = broken;
        return ContractRun.of(UnderContract.class, broken.rule(), PATIENCE);
    }

    static class UnderContract extends AuditStoreContract {

        private final InMemoryAuditStore honest = new InMemoryAuditStore();

        @Override
        protected AuditStore open() {
            return current.wrapper().apply(honest);
        }

        @Override
        protected AuditStore openSecond(AuditStore first) {
            return current.wrapper().apply(honest);
        }
    }
}
