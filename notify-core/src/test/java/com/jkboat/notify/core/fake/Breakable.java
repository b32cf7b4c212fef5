package com.jkboat.notify.core.fake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Any store behind a line that can be cut: chosen methods fail so many times, before or after they did their work.
 *
 * @param <T> the store's interface
 */
public final class Breakable<T> {

    private final T real;
    private final T proxy;
    private final List<String> calls = new ArrayList<>(); // guarded by itself
    private final Map<String, Deque<Break>> breaks = new HashMap<>(); // guarded by calls

    private final Map<String, Runnable> afterwards = new HashMap<>(); // guarded by calls

    private record Break(Supplier<? extends Throwable> fault, boolean afterwards) {}

    private Breakable(Class<T> type, T real) {
        this.real = real;
        this.proxy = type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this::invoke));
    }

    public static <T> Breakable<T> of(Class<T> type, T real) {
        return new Breakable<>(type, real);
    }

    /** Returns the store as others see it. */
    public T get() {
        return proxy;
    }

    /** Lets the next calls of a method fail without doing anything. */
    public void fails(String method, int times, Supplier<? extends Throwable> fault) {
        breaks(method, times, new Break(fault, false));
    }

    /** Lets the next call of a method do its work and then fail, as when the answer is lost. */
    public void losesTheAnswerOf(String method, Supplier<? extends Throwable> fault) {
        breaks(method, 1, new Break(fault, true));
    }

    /** Does this once, after the next call of a method and before its caller goes on. */
    public void after(String method, Runnable what) {
        synchronized (calls) {
            afterwards.put(method, what);
        }
    }

    /** Lets every method work again. */
    public void heals() {
        synchronized (calls) {
            breaks.clear();
        }
    }

    /** Counts how often a method was called, also in vain. */
    public long calls(String method) {
        synchronized (calls) {
            return calls.stream().filter(method::equals).count();
        }
    }

    private void then(String method) {
        Runnable what;
        synchronized (calls) {
            what = afterwards.remove(method);
        }
        if (what != null) {
            what.run();
        }
    }

    private void breaks(String method, int times, Break one) {
        synchronized (calls) {
            Deque<Break> coming = breaks.computeIfAbsent(method, key -> new ArrayDeque<>());
            for (int i = 0; i < times; i++) {
                coming.add(one);
            }
        }
    }

    private Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        Break next;
        synchronized (calls) {
            calls.add(method.getName());
            Deque<Break> coming = breaks.get(method.getName());
            next = coming == null ? null : coming.poll();
        }
        if (next != null && !next.afterwards()) {
            throw next.fault().get();
        }
        try {
            Object answer = method.invoke(real, arguments);
            if (next != null) {
                throw next.fault().get();
            }
            then(method.getName());
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
