package com.jkboat.notify.ses;

import com.jkboat.notify.config.SettingsSection;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which account and region to send through, and how; everything but the region has a default.
 *
 * @param region such as {@code eu-north-1}
 * @param endpoint in the place of the region's own: https, or http on this machine
 * @param credentials none means those that the SDK of AWS finds by itself, in the environment, profile, container or
 *     instance; a web identity needs {@code software.amazon.awssdk:sts} on the class path
 * @param secondCredentials the other live key while keys are changed; tried once when the first is refused, and the other way
 *     round
 * @param configurationSet what SES does with the events of a mail; at most 64 letters, digits, dashes and underscores
 * @param tags put on every mail, beside {@code notify_id}; names and values of at most 256 letters, digits, dashes and
 *     underscores, at most 40 of them; nothing personal belongs there
 * @since 0.1
 */
public record SesOptions(
        String region,
        Optional<URI> endpoint,
        Optional<SesCredentials> credentials,
        Optional<SesCredentials> secondCredentials,
        Optional<String> configurationSet,
        Map<String, String> tags,
        SesTimeouts timeouts) {

    static final String REGION_RULE = "must be a region such as eu-north-1";
    static final String ENDPOINT_RULE = "must be an https address without a path, or http on this machine";
    static final String SET_RULE = "must be 1-64 letters, digits, dashes and underscores";
    static final String TAGS_RULE =
            "must be at most 40 different name=value, each of at most 256 letters, digits, dashes and underscores";

    private static final int MOST_TAGS = 40;

    public SesOptions {
        checkRegion(region);
        endpoint.ifPresent(SesOptions::checkEndpoint);
        configurationSet.ifPresent(SesOptions::checkSet);
        tags = Map.copyOf(tags);
        checkTags(tags);
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(secondCredentials, "secondCredentials");
        Objects.requireNonNull(timeouts, "timeouts");
    }

    /** Makes options with all defaults; the SDK of AWS finds the credentials. */
    public static SesOptions of(String region) {
        return new SesOptions(
                region,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                SesTimeouts.DEFAULT);
    }

    /**
     * Reads options from settings; what cannot be used is reported to the section's reader and answered by a default.
     *
     * <p>Names and defaults: {@code region} (required), {@code endpoint} (that of the region), {@code access-key-id} and
     * {@code secret-access-key} (what the SDK finds; itself, or {@code env:}, {@code file:}), {@code second-access-key-id} and
     * {@code second-secret-access-key}, {@code configuration-set}, {@code tags} ({@code name=value,…}),
     * {@code connect-timeout} (5s), {@code call-timeout} (30s).
     */
    public static SesOptions from(SettingsSection section) {
        return new SesSettings(section).read();
    }

    /** Returns options that call this address. */
    public SesOptions withEndpoint(URI address) {
        return new SesOptions(
                region, Optional.of(address), credentials, secondCredentials, configurationSet, tags, timeouts);
    }

    /** Returns options with this key. */
    public SesOptions withCredentials(SesCredentials key) {
        return new SesOptions(region, endpoint, Optional.of(key), secondCredentials, configurationSet, tags, timeouts);
    }

    /** Returns options with another live key. */
    public SesOptions withSecondCredentials(SesCredentials key) {
        return new SesOptions(region, endpoint, credentials, Optional.of(key), configurationSet, tags, timeouts);
    }

    /** Returns options that send through this configuration set. */
    public SesOptions withConfigurationSet(String name) {
        return new SesOptions(region, endpoint, credentials, secondCredentials, Optional.of(name), tags, timeouts);
    }

    /** Returns options that put these tags on every mail. */
    public SesOptions withTags(Map<String, String> wanted) {
        return new SesOptions(region, endpoint, credentials, secondCredentials, configurationSet, wanted, timeouts);
    }

    /** Returns options with these limits of waiting. */
    public SesOptions withTimeouts(SesTimeouts limits) {
        return new SesOptions(region, endpoint, credentials, secondCredentials, configurationSet, tags, limits);
    }

    /** Tells whether the API is on this machine. */
    public boolean isLocal() {
        return endpoint.filter(url -> isLoopback(url.getHost())).isPresent();
    }

    static String checkRegion(String region) {
        if (!region.matches("[a-z]{2,4}(-[a-z]{2,12}){1,3}-\\d{1,2}")) {
            throw new IllegalArgumentException("region " + REGION_RULE);
        }
        return region;
    }

    static String checkSet(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("configuration set " + SET_RULE);
        }
        return name;
    }

    static Map<String, String> checkTags(Map<String, String> tags) {
        boolean fit = tags.entrySet().stream()
                .allMatch(tag -> isTag(tag.getKey())
                        && isTag(tag.getValue())
                        && !tag.getKey().equals(SesRequest.ID_TAG));
        if (!fit || tags.size() > MOST_TAGS) {
            throw new IllegalArgumentException("tags " + TAGS_RULE);
        }
        return tags;
    }

    static URI checkEndpoint(URI url) {
        boolean bare = url.getHost() != null
                && url.getUserInfo() == null
                && url.getQuery() == null
                && url.getPath().matches("/?");
        boolean secure = bare
                && ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url.getHost())));
        if (!secure) {
            throw new IllegalArgumentException("endpoint " + ENDPOINT_RULE);
        }
        return url;
    }

    private static boolean isTag(String text) {
        return text.matches("[A-Za-z0-9_-]{1,256}");
    }

    /** By its name alone; a DNS answer could be anybody's. */
    private static boolean isLoopback(String host) {
        return host.toLowerCase(Locale.ROOT).equals("localhost")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
                || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return "SesOptions[" + region + "]";
    }
}
