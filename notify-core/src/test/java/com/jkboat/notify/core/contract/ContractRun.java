package com.jkboat.notify.core.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The tests of a contract that name one rule, run against what its class opens.
 *
 * <p>A test names its rules in front of the colon of its display name, as in {@code: hands out …}.
 */
public final class ContractRun {

    private static final Launcher LAUNCHER = LauncherFactory.create();

    private final List<String> passed = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    private ContractRun() {}

    /**
     * Runs what names the rule.
     *
     * @param limit for each test; one that takes longer has failed
     */
    public static ContractRun of(Class<?> contract, String rule, Duration limit) {
        ContractRun run = new ContractRun();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .filters(naming(rule))
                .configurationParameter(
                        "junit.jupiter.execution.timeout.testable.method.default", limit.toMillis() + " ms")
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
                .build();
        LAUNCHER.execute(request, run.listener());
        return run;
    }

    /** Lists the rules that the tests of a contract name. */
    public static Set<String> rules(Class<?> contract) {
        Set<String> rules = new TreeSet<>();
        TestPlan plan = LAUNCHER.discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .build());
        for (TestIdentifier root : plan.getRoots()) {
            plan.getDescendants(root).stream()
                    .filter(it ->
                            it.getSource().isPresent() && plan.getChildren(it).isEmpty())
                    .forEach(it -> rules.addAll(rulesOf(it.getDisplayName())));
        }
        return rules;
    }

    /** Returns the tests that passed. */
    public List<String> passed() {
        return passed;
    }

    /** Returns the tests that failed, and why. */
    public List<String> failed() {
        return failed;
    }

    private static PostDiscoveryFilter naming(String rule) {
        return (TestDescriptor it) ->
                FilterResult.includedIf(rulesOf(it.getDisplayName()).contains(rule));
    }

    private static List<String> rulesOf(String displayName) {
        return List.of(displayName.split(":", 2)[0].split(", "));
    }

    private TestExecutionListener listener() {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier it, TestExecutionResult result) {
                if (result.getStatus() == Status.FAILED) {
                    failed.add(
                            it.getDisplayName() + " -> " + result.getThrowable().orElseThrow());
                } else if (it.isTest() && result.getStatus() == Status.SUCCESSFUL) {
                    passed.add(it.getDisplayName());
                }
            }
        };
    }
}
