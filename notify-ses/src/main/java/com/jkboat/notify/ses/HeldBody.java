package com.jkboat.notify.ses;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A body that knows whether it was asked for, and can be held back for good until then.
 *
 * <p>So a call that failed tells for certain whether any byte of the message can have left, whatever its exception.
 */
final class HeldBody implements BodyPublisher {

    private enum State {
        READY,
        LEAVING,
        HELD
    }

    private final BodyPublisher bytes;
    private final AtomicReference<State> state = new AtomicReference<>(State.READY);

    HeldBody(byte[] bytes) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
    }

    /** Holds the body back; answers whether that came in time, before any of it was handed out. */
    boolean hold() {
        return state.compareAndSet(State.READY, State.HELD) || state.get() == State.HELD;
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (state.compareAndSet(State.READY, State.LEAVING)) {
            bytes.subscribe(subscriber);
        } else {
            subscriber.onSubscribe(new Nothing());
            subscriber.onError(new IOException("the body is held back"));
        }
    }

    private static final class Nothing implements Flow.Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
