package com.jkboat.notify.ses;

import com.jkboat.notify.config.Secret;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An access key of an IAM user, asked for at each call, so it may change meanwhile.
 *
 * @since 0.1
 */
public record SesCredentials(Supplier<Secret> accessKeyId, Supplier<Secret> secretAccessKey) {

    public SesCredentials {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
    }

    /** Makes credentials that stay the same. */
    public static SesCredentials of(Secret accessKeyId, Secret secretAccessKey) {
        return new SesCredentials(() -> accessKeyId, () -> secretAccessKey);
    }

    @Override
    public String toString() {
        return "SesCredentials[***]";
    }
}
