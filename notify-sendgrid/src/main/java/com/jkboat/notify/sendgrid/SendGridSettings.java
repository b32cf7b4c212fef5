package com.jkboat.notify.sendgrid;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.config.SettingsSection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads {@link SendGridOptions}; every problem is reported to the section's reader, under its full key. */
final class SendGridSettings {

    /** Where the account lives; a key belongs to one. */
    enum Region {
        GLOBAL,
        EU
    }

    private final SettingsSection section;

    SendGridSettings(SettingsSection section) {
        this.section = section;
    }

    SendGridOptions read() {
        return new SendGridOptions(
                baseUrl(),
                apiKey(),
                section.changingSecret("second-api-key"),
                section.choice("mode", SendGridMode.LIVE),
                section.choice("tracking", SendGridTracking.OFF),
                categories(),
                timeouts());
    }

    private URI baseUrl() {
        URI ofRegion =
                section.choice("region", Region.GLOBAL) == Region.EU ? SendGridOptions.EU : SendGridOptions.GLOBAL;
        return section.value("base-url", url -> SendGridOptions.checkUrl(URI.create(url)), SendGridOptions.URL_RULE)
                .orElse(ofRegion);
    }

    /** A key that is missing is reported and answered by one that keeps the other checks going. */
    private Supplier<Secret> apiKey() {
        section.required("api-key");
        Optional<Supplier<Secret>> key = section.changingSecret("api-key");
        return key.orElse(() -> Secret.of(""));
    }

    private List<String> categories() {
        List<String> words = section.words("categories", List.of());
        if (!SendGridOptions.areCategories(words)) {
            section.report("categories", SendGridOptions.CATEGORIES_RULE);
            return List.of();
        }
        return words;
    }

    private SendGridTimeouts timeouts() {
        SendGridTimeouts defaults = SendGridTimeouts.DEFAULT;
        return new SendGridTimeouts(wait("connect-timeout", defaults.connect()), wait("call-timeout", defaults.call()));
    }

    private Duration wait(String name, Duration byDefault) {
        Duration limit = section.duration(name, byDefault);
        if (limit.compareTo(SendGridTimeouts.LONGEST) > 0) {
            section.report(name, "must be at most 1h, but was " + limit);
            return byDefault;
        }
        return limit;
    }
}
