package com.jkboat.notify.testkit.queue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

/** A connection whose state nobody may change: statements and questions only. */
final class OnlyStatements {

    private static final Set<String> FORBIDDEN = Set.of(
            "commit", "rollback", "close", "abort", "setSavepoint", "releaseSavepoint", "beginRequest", "endRequest");

    private OnlyStatements() {}

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                OnlyStatements.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (FORBIDDEN.contains(method.getName()) || method.getName().startsWith("set")) {
                        throw new AssertionError("the caller's connection must be left alone: " + method.getName());
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
