package com.jkboat.notify.testkit.queue;

import java.lang.reflect.Proxy;
import java.sql.Connection;

/** A connection nobody must use. */
final class NoConnection {

    private NoConnection() {}

    static Connection create() {
        return (Connection) Proxy.newProxyInstance(
                NoConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("the connection must not be touched: " + method.getName());
                });
    }
}
