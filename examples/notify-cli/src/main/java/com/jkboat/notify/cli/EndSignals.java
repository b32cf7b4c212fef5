package com.jkboat.notify.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Hears the signals that ask a process to end, in place of the JVM, which would not hear a second one.
 *
 * <p>By reflection: {@code sun.misc.Signal} is in every JDK, but no compiler setting of ours accepts it. Where it cannot
 * be had, the JVM ends as it always does.
 */
final class EndSignals implements AutoCloseable {

    /** By the custom of shells: 128 and the signal's number. */
    private static final Map<String, Integer> EXIT_CODES = Map.of("HUP", 129, "INT", 130, "TERM", 143);

    private final Map<String, Object> earlier = new HashMap<>();

    private EndSignals() {}

    /** Tells the listener of each signal the exit code that goes with it, on a thread of its own. */
    static EndSignals heardBy(IntConsumer listener) {
        EndSignals signals = new EndSignals();
        EXIT_CODES.forEach((name, code) ->
                signals.hear(name, () -> listener.accept(code)).ifPresent(old -> signals.earlier.put(name, old)));
        return signals;
    }

    private Optional<Object> hear(String name, Runnable what) {
        InvocationHandler calls = (self, method, arguments) -> {
            if (method.getName().equals("handle")) {
                what.run();
            }
            return self;
        };
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            return handle(name, Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Makes this the signal's handler and returns the one before; none where the signal is not to be had. */
    private static Optional<Object> handle(String name, Object handler) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            return Optional.ofNullable(signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handler));
        } catch (InvocationTargetException e) { // no such signal here, or -Xrs keeps it from us
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** Gives the signals back. */
    @Override
    public void close() {
        earlier.forEach(EndSignals::handle);
        earlier.clear();
    }
}
