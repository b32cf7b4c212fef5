package com.jkboat.notify.mailgun;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.config.SettingsSection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@link MailgunOptions}; every problem is reported to the section's reader, under its full key. */
final class MailgunSettings {

    /** Where the domain lives; it is unknown at the other. */
    enum Region {
        US,
        EU
    }

    private final SettingsSection section;

    MailgunSettings(SettingsSection section) {
        this.section = section;
    }

    MailgunOptions read() {
        return new MailgunOptions(
                baseUrl(),
                domain(),
                apiKey(),
                section.changingSecret("second-api-key"),
                section.choice("mode", MailgunMode.LIVE),
                section.choice("tracking", MailgunTracking.OFF),
                tags(),
                timeouts());
    }

    private URI baseUrl() {
        URI ofRegion = section.choice("region", Region.US) == Region.EU ? MailgunOptions.EU : MailgunOptions.US;
        return section.value("base-url", url -> MailgunOptions.checkUrl(URI.create(url)), MailgunOptions.URL_RULE)
                .orElse(ofRegion);
    }

    /** A domain that cannot be used is reported and answered by one that keeps the other checks going. */
    private String domain() {
        String none = "domain.invalid";
        if (section.required("domain").isEmpty()) {
            return none;
        }
        return section.value("domain", MailgunOptions::checkDomain, MailgunOptions.DOMAIN_RULE)
                .orElse(none);
    }

    private Supplier<Secret> apiKey() {
        section.required("api-key");
        Optional<Supplier<Secret>> key = section.changingSecret("api-key");
        return key.orElse(() -> Secret.of(""));
    }

    private List<String> tags() {
        List<String> words = section.words("tags", List.of());
        if (!MailgunOptions.areTags(words)) {
            section.report("tags", MailgunOptions.TAGS_RULE);
            return List.of();
        }
        return words;
    }

    private MailgunTimeouts timeouts() {
        MailgunTimeouts defaults = MailgunTimeouts.DEFAULT;
        return new MailgunTimeouts(wait("connect-timeout", defaults.connect()), wait("call-timeout", defaults.call()));
    }

    private Duration wait(String name, Duration byDefault) {
        Duration limit = section.duration(name, byDefault);
        if (limit.compareTo(MailgunTimeouts.LONGEST) > 0) {
            section.report(name, "must be at most 1h, but was " + limit);
            return byDefault;
        }
        return limit;
    }
}
