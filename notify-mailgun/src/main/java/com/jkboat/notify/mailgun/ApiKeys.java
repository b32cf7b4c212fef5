package com.jkboat.notify.mailgun;

import com.jkboat.notify.NotifyException;
import com.jkboat.notify.config.Secret;
import java.util.Optional;
import java.util.function.Supplier;

/** The live keys, asked for anew each time, the one that worked last at the beginning. */
final class ApiKeys {

    /** The keys of one call. */
    record Live(Secret leading, Optional<Secret> other, boolean swapped) {}

    private final Supplier<Secret> first;
    private final Optional<Supplier<Secret>> second;
    private volatile boolean secondLeads;

    ApiKeys(MailgunOptions options) {
        this.first = options.apiKey();
        this.second = options.secondApiKey();
    }

    Live now() throws UnusableKeyException {
        boolean swapped = secondLeads;
        Secret one = read(first);
        if (second.isEmpty()) {
            return new Live(one, Optional.empty(), swapped);
        }
        Secret other = read(second.get());
        return swapped ? new Live(other, Optional.of(one), true) : new Live(one, Optional.of(other), false);
    }

    /** Notes that of these the other one works, and the leading one does not. */
    void swap(Live tried) {
        secondLeads = !tried.swapped();
    }

    /** A key that is no header value is not used: the refusal of the client would repeat it. */
    private static Secret read(Supplier<Secret> source) throws UnusableKeyException {
        Secret key;
        try {
            key = source.get();
        } catch (NotifyException e) {
            throw new UnusableKeyException(e);
        }
        if (!key.reveal().matches("[\\x21-\\x7E]+")) {
            throw new UnusableKeyException();
        }
        return key;
    }
}
