package com.jkboat.notify.ses;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.config.SettingsSection;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@link SesOptions}; every problem is reported to the section's reader, under its full key. */
final class SesSettings {

    private final SettingsSection section;

    SesSettings(SettingsSection section) {
        this.section = section;
    }

    SesOptions read() {
        return new SesOptions(
                region(),
                section.value("endpoint", url -> SesOptions.checkEndpoint(URI.create(url)), SesOptions.ENDPOINT_RULE),
                credentials(""),
                credentials("second-"),
                section.value("configuration-set", SesOptions::checkSet, SesOptions.SET_RULE),
                section.value("tags", SesSettings::tags, SesOptions.TAGS_RULE).orElse(Map.of()),
                timeouts());
    }

    /** A region that cannot be used is reported and answered by one that keeps the other checks going. */
    private String region() {
        section.required("region");
        return section.value("region", SesOptions::checkRegion, SesOptions.REGION_RULE)
                .orElse("us-east-1");
    }

    private Optional<SesCredentials> credentials(String prefix) {
        Optional<Supplier<Secret>> id = section.changingSecret(prefix + "access-key-id");
        Optional<Supplier<Secret>> secret = section.changingSecret(prefix + "secret-access-key");
        boolean half = section.text(prefix + "access-key-id").isPresent()
                != section.text(prefix + "secret-access-key").isPresent();
        if (half) {
            String missing = prefix + (secret.isPresent() ? "access-key-id" : "secret-access-key");
            section.report(missing, "must be set, as the other half of the key is");
        }
        return id.flatMap(one -> secret.map(other -> new SesCredentials(one, other)));
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : text.split(",", -1)) {
            String[] pair = tag.strip().split("=", 2);
            if (pair.length != 2 || tags.put(pair[0], pair[1]) != null) {
                throw new IllegalArgumentException("tags must be name=value, each name once");
            }
        }
        return SesOptions.checkTags(tags);
    }

    private SesTimeouts timeouts() {
        SesTimeouts defaults = SesTimeouts.DEFAULT;
        return new SesTimeouts(wait("connect-timeout", defaults.connect()), wait("call-timeout", defaults.call()));
    }

    private Duration wait(String name, Duration byDefault) {
        Duration limit = section.duration(name, byDefault);
        if (limit.compareTo(SesTimeouts.LONGEST) > 0) {
            section.report(name, "must be at most 1h, but was " + limit);
            return byDefault;
        }
        return limit;
    }
}
