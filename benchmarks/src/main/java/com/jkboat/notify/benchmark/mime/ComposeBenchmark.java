package com.jkboat.notify.benchmark.mime;

import com.jkboat.notify.benchmark.AngusComposer;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Composes one booking mail by our own composer and by Angus Mail, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class ComposeBenchmark {

    private final EmailMessage mail = BookingMail.create();

    @Benchmark
    public byte[] notifyMime() {
        return MimeComposer.compose(mail);
    }

    @Benchmark
    public byte[] angusMail() throws MessagingException, IOException {
        return AngusComposer.compose(mail);
    }
}
