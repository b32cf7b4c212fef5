package com.jkboat.notify.mailgun;

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
 * Which domain to send through, and how; domain and key are needed, the rest has a default.
 *
 * @param baseUrl where the API is: https, or http on this machine
 * @param domain the sending domain, as set up at Mailgun
 * @param apiKey the account's or the domain's; asked for at each call, so it may change meanwhile
 * @param secondApiKey the other live key while keys are changed; tried once when the first is refused, and the other way
 *     round
 * @param tags at most 10, each at most 128 characters of ASCII; nothing personal belongs there
 * @since 0.1
 */
public record MailgunOptions(
        URI baseUrl,
        String domain,
        Supplier<Secret> apiKey,
        Optional<Supplier<Secret>> secondApiKey,
        MailgunMode mode,
        MailgunTracking tracking,
        List<String> tags,
        MailgunTimeouts timeouts) {

    /** Where domains of the US are. */
    public static final URI US = URI.create("https://api.mailgun.net");

    /** Where domains of the EU are; they are unknown at the other one. */
    public static final URI EU = URI.create("https://api.eu.mailgun.net");

    static final String URL_RULE = "must be an https address without a path, or http on this machine";
    static final String DOMAIN_RULE = "must be a domain in ASCII";
    static final String TAGS_RULE = "must be at most 10 different words of at most 128 ASCII characters each";

    private static final int MOST_TAGS = 10;
    private static final int LONGEST_TAG = 128;

    public MailgunOptions {
        checkUrl(baseUrl);
        checkDomain(domain);
        Objects.requireNonNull(apiKey, "apiKey");
        Objects.requireNonNull(secondApiKey, "secondApiKey");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(tracking, "tracking");
        Objects.requireNonNull(timeouts, "timeouts");
        tags = List.copyOf(tags);
        if (!areTags(tags)) {
            throw new IllegalArgumentException("tags " + TAGS_RULE);
        }
    }

    /** Makes options with all defaults, in the US, and a key that stays the same. */
    public static MailgunOptions of(String domain, Secret apiKey) {
        return new MailgunOptions(
                US,
                domain,
                () -> apiKey,
                Optional.empty(),
                MailgunMode.LIVE,
                MailgunTracking.OFF,
                List.of(),
                MailgunTimeouts.DEFAULT);
    }

    /**
     * Reads options from settings; what cannot be used is reported to the section's reader and answered by a default.
     *
     * <p>Names and defaults: {@code domain} (required), {@code api-key} (required; itself, or {@code env:}, {@code file:}),
     * {@code second-api-key}, {@code region} (us; or eu), {@code base-url} (that of the region), {@code mode} (live; or
     * test), {@code tracking} (off; or opens, opens-and-clicks), {@code tags}, {@code connect-timeout} (5s),
     * {@code call-timeout} (30s).
     */
    public static MailgunOptions from(SettingsSection section) {
        return new MailgunSettings(section).read();
    }

    /** Returns options that call this address. */
    public MailgunOptions withBaseUrl(URI url) {
        return new MailgunOptions(url, domain, apiKey, secondApiKey, mode, tracking, tags, timeouts);
    }

    /** Returns options with this key, asked for at each call. */
    public MailgunOptions withApiKey(Supplier<Secret> key) {
        return new MailgunOptions(baseUrl, domain, key, secondApiKey, mode, tracking, tags, timeouts);
    }

    /** Returns options with another live key. */
    public MailgunOptions withSecondApiKey(Supplier<Secret> key) {
        return new MailgunOptions(baseUrl, domain, apiKey, Optional.of(key), mode, tracking, tags, timeouts);
    }

    /** Returns options with this mode. */
    public MailgunOptions withMode(MailgunMode wanted) {
        return new MailgunOptions(baseUrl, domain, apiKey, secondApiKey, wanted, tracking, tags, timeouts);
    }

    /** Returns options with this tracking. */
    public MailgunOptions withTracking(MailgunTracking wanted) {
        return new MailgunOptions(baseUrl, domain, apiKey, secondApiKey, mode, wanted, tags, timeouts);
    }

    /** Returns options that put these tags on every mail. */
    public MailgunOptions withTags(List<String> wanted) {
        return new MailgunOptions(baseUrl, domain, apiKey, secondApiKey, mode, tracking, wanted, timeouts);
    }

    /** Returns options with these limits of waiting. */
    public MailgunOptions withTimeouts(MailgunTimeouts limits) {
        return new MailgunOptions(baseUrl, domain, apiKey, secondApiKey, mode, tracking, tags, limits);
    }

    /** Tells whether the API is on this machine. */
    public boolean isLocal() {
        return isLoopback(baseUrl.getHost());
    }

    static boolean areTags(List<String> words) {
        return words.size() <= MOST_TAGS
                && new HashSet<>(words).size() == words.size()
                && words.stream()
                        .allMatch(word -> !word.isBlank()
                                && word.length() <= LONGEST_TAG
                                && word.chars().allMatch(c -> c >= 0x20 && c < 0x7F));
    }

    static String checkDomain(String domain) {
        if (!domain.matches("[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,20}")) {
            throw new IllegalArgumentException("domain " + DOMAIN_RULE);
        }
        return domain;
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
        return "MailgunOptions[" + baseUrl + ", " + domain + ", " + mode + "]";
    }
}
