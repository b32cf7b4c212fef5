package com.jkboat.notify.sendgrid;

import com.jkboat.notify.config.Secret;
import com.jkboat.notify.config.SettingsSection;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which account to send through, and how; everything but the key has a default.
 *
 * @param baseUrl where the API is: https, or http on this machine
 * @param apiKey asked for at each call, so it may change meanwhile
 * @param secondApiKey the other live key while keys are changed; tried once when the first is refused, and the other way
 *     round
 * @param categories at most 10, each at most 255 characters of ASCII; SendGrid keeps them for long and shows them to its
 *     staff, so nothing personal belongs there
 * @since 0.1
 */
public record SendGridOptions(
        URI baseUrl,
        Supplier<Secret> apiKey,
        Optional<Supplier<Secret>> secondApiKey,
        SendGridMode mode,
        SendGridTracking tracking,
        List<String> categories,
        SendGridTimeouts timeouts) {

    /** Where accounts are by default. */
    public static final URI GLOBAL = URI.create("https://api.sendgrid.com");

    /** Where regional subusers of the EU are; their keys work here only. */
    public static final URI EU = URI.create("https://api.eu.sendgrid.com");

    static final String URL_RULE = "must be an https address without a path, or http on this machine";
    static final String CATEGORIES_RULE = "must be at most 10 different words of at most 255 ASCII characters each";

    private static final int MOST_CATEGORIES = 10;
    private static final int LONGEST_CATEGORY = 255;

    public SendGridOptions {
        checkUrl(baseUrl);
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(secondApiKey, "secondApiKey");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(tracking, "tracking");
        Objects.requireNonNull(timeouts, "timeouts");
        categories = List.copyOf(categories);
        if (!areCategories(categories)) {
            throw new IllegalArgumentException("categories " + CATEGORIES_RULE);
        }
    }

    /** Makes options with all defaults and a key that stays the same. */
    public static SendGridOptions of(Secret apiKey) {
        return new SendGridOptions(
                GLOBAL,
                () -> apiKey,
                Optional.empty(),
                SendGridMode.LIVE,
                SendGridTracking.OFF,
                List.of(),
                SendGridTimeouts.DEFAULT);
    }

    /**
     * Reads options from settings; what cannot be used is reported to the section's reader and answered by a default.
     *
     * <p>Names and defaults: {@code api-key} (required; itself, or {@code env:}, {@code file:}), {@code second-api-key},
     * {@code region} (global; or eu), {@code base-url} (that of the region), {@code mode} (live; or sandbox),
     * {@code tracking} (off; or opens, opens-and-clicks), {@code categories}, {@code connect-timeout} (5s),
     * {@code call-timeout} (30s).
     */
    public static SendGridOptions from(SettingsSection section) {
        return new SendGridSettings(section).read();
    }

    /** Returns options that call this address. */
    public SendGridOptions withBaseUrl(URI url) {
        return new SendGridOptions(url, apiKey, secondApiKey, mode, tracking, categories, timeouts);
    }

    /** Returns options with another live key. */
    public SendGridOptions withSecondApiKey(Supplier<Secret> key) {
        return new SendGridOptions(baseUrl, apiKey, Optional.of(key), mode, tracking, categories, timeouts);
    }

    /** Returns options with this mode. */
    public SendGridOptions withMode(SendGridMode wanted) {
        return new SendGridOptions(baseUrl, apiKey, secondApiKey, wanted, tracking, categories, timeouts);
    }

    /** Returns options with this tracking. */
    public SendGridOptions withTracking(SendGridTracking wanted) {
        return new SendGridOptions(baseUrl, apiKey, secondApiKey, mode, wanted, categories, timeouts);
    }

    /** Returns options that put every mail into these categories. */
    public SendGridOptions withCategories(List<String> wanted) {
        return new SendGridOptions(baseUrl, apiKey, secondApiKey, mode, tracking, wanted, timeouts);
    }

    /** Returns options with these limits of waiting. */
    public SendGridOptions withTimeouts(SendGridTimeouts limits) {
        return new SendGridOptions(baseUrl, apiKey, secondApiKey, mode, tracking, categories, limits);
    }

    /** Tells whether the API is on this machine. */
    public boolean isLocal() {
        return isLoopback(baseUrl.getHost());
    }

    static boolean areCategories(List<String> words) {
        return words.size() <= MOST_CATEGORIES
                && new HashSet<>(words).size() == words.size()
                && words.stream()
                        .allMatch(word -> !word.isBlank()
                                && word.length() <= LONGEST_CATEGORY
                                && word.chars().allMatch(c -> c >= 0x20 && c < 0x7F));
    }

    static URI checkUrl(URI url) {
        boolean bare = url.getHost() != null
                && url.getUserInfo() == null
                && url.getQuery() == null
                && url.getPath().matches("/?");
        boolean secure = bare
                && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url.getHost())));
        if (!secure) {
            throw new IllegalArgumentException("base URL " + URL_RULE);
        }
        return url;
    }

    /** By its name alone; a DNS answer could be anybody's. */
    private static boolean isLoopback(String host) {
        return host.toLowerCase(Locale.ROOT).equals("localhost")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return "SendGridOptions[" + baseUrl + ", " + mode + "]";
    }
}
