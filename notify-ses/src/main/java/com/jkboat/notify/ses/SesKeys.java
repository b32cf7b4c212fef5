package com.jkboat.notify.ses;

import com.jkboat.notify.NotifyException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** The live keys, asked for anew each time, the one that worked last at the beginning. */
final class SesKeys {

    /** The keys of one call. */
    record Live(AwsCredentials leading, Optional<AwsCredentials> other, boolean swapped) {}

    private final Optional<SesCredentials> first;
    private final Optional<SesCredentials> second;
    private final DefaultCredentialsProvider found =
            DefaultCredentialsProvider.builder().build();
    private volatile boolean secondLeads;

    SesKeys(SesOptions options) {
        this.first = options.credentials();
        this.second = options.secondCredentials();
    }

    Live now() throws UnusableKeyException {
        boolean swapped = secondLeads;
        try {
            AwsCredentials one = first.isPresent() ? read(first.get()) : found.resolveCredentials();
            if (second.isEmpty()) {
                return new Live(one, Optional.empty(), swapped);
            }
            AwsCredentials other = read(second.get());
            return swapped ? new Live(other, Optional.of(one), true) : new Live(one, Optional.of(other), false);
        } catch (SdkException | NotifyException e) {
            throw new UnusableKeyException(e);
        }
    }

    /** Notes that of these the other one works, and the leading one does not. */
    void swap(Live tried) {
        secondLeads = !tried.swapped();
    }

    void close() {
        found.close();
    }

    private static AwsCredentials read(SesCredentials credentials) throws UnusableKeyException {
        String id = credentials.accessKeyId().get().reveal();
        String secret = credentials.secretAccessKey().get().reveal();
        if (!id.matches("[\\x21-\\x7E]+") || secret.isBlank()) {
            throw new UnusableKeyException();
        }
        return AwsBasicCredentials.create(id, secret);
    }
}
