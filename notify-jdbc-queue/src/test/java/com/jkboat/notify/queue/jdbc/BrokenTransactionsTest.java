package com.jkboat.notify.queue.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.jkboat.notify.queue.NotificationQueue;
import com.jkboat.notify.queue.PublishResult;
import com.jkboat.notify.queue.QueueMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Tests the contract of queues where it needs a database: what meddles with the caller's transaction is found out. */
class BrokenTransactionsTest {

    private static Meddling current;

    /** What a queue does with the caller's connection instead of leaving it alone. */
    interface Meddler {
        List<PublishResult> publish(NotificationQueue queue, List<QueueMessage> messages, Connection connection)
                throws SQLException;
    }

    /** A queue that breaks Q-16. */
    record Meddling(String fault, Meddler meddler) {

        @Override
        public String toString() {
            return fault;
        }
    }

    static List<Meddling> broken() {
        return List.of(
                new Meddling(
                        "publishes beside the transaction", (queue, messages, connection) -> queue.publish(messages)),
                new Meddling("commits", (queue, messages, connection) -> {
                    List<PublishResult> results = queue.publish(messages, connection);
                    connection.commit();
                    return results;
                }),
                new Meddling("takes back what was done before", (queue, messages, connection) -> {
                    connection.rollback();
                    return queue.publish(messages, connection);
                }),
                new Meddling("closes", (queue, messages, connection) -> {
                    List<PublishResult> results = queue.publish(messages, connection);
                    connection.close();
                    return results;
                }),
                new Meddling("asks for another isolation", (queue, messages, connection) -> {
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    return queue.publish(messages, connection);
                }),
                new Meddling("throws at a duplicate", (queue, messages, connection) -> {
                    List<PublishResult> results = queue.publish(messages, connection);
                    if (results.contains(PublishResult.DUPLICATE)) {
                        throw new SQLException("unique constraint");
                    }
                    return results;
                }),
                new Meddling(
                        "takes a connection without a transaction",
                        (queue, messages, connection) -> connection.getAutoCommit()
                                ? queue.publish(messages)
                                : queue.publish(messages, connection)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void findsOutWhatMeddlesWithTheTransaction(Meddling broken) {
        assertThat(Run.of(broken).failed).isNotEmpty();
    }

    @Test
    void everyTestOfTheRuleFindsSomethingOut() {
        Run sound = Run.of(new Meddling("nothing", NotificationQueue::publish));
        Set<String> failed = new TreeSet<>();
        broken().forEach(it -> failed.addAll(Run.of(it).failed));

        assertThat(sound.failed).isEmpty();
        assertThat(sound.passed).hasSizeGreaterThan(5);
        assertThat(failed).containsExactlyInAnyOrderElementsOf(sound.passed);
    }

    /** The tests of Q-16, run against a queue. */
    private record Run(List<String> passed, List<String> failed) implements TestExecutionListener {

        static Run of(Meddling queue) {
            current = queue;
            Run run = new Run(new ArrayList<>(), new ArrayList<>());
            // a process of its own opens a sound queue
            PostDiscoveryFilter ofTheRule =
                    it -> FilterResult.includedIf(it.getDisplayName().startsWith("Q-16:")
                            && !it.getDisplayName().contains("process"));
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(UnderContract.class))
                                    .filters(ofTheRule)
                                    .build(),
                            run);
            return run;
        }

        @Override
        public void executionFinished(TestIdentifier it, TestExecutionResult result) {
            if (it.isTest() && result.getStatus() != Status.ABORTED) {
                (result.getStatus() == Status.FAILED ? failed : passed).add(it.getDisplayName());
            }
        }
    }

    static class UnderContract extends SqliteQueueTest {

        @Override
        protected NotificationQueue open() {
            NotificationQueue queue = super.open();
            return (NotificationQueue) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {NotificationQueue.class},
                    (proxy, method, arguments) -> call(queue, method, arguments));
        }

        @SuppressWarnings("unchecked")
        private static Object call(NotificationQueue queue, Method method, Object[] arguments) throws Throwable {
            try {
                return method.getName().equals("publish") && arguments.length == 2
                        ? current.meddler().publish(queue, (List<QueueMessage>) arguments[0], (Connection) arguments[1])
                        : method.invoke(queue, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } catch (SQLException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
