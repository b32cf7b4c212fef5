package com.jkboat.notify.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one component, read by short names and checked on the way.
 *
 * <p>A value that cannot be used is reported to the {@link SettingsReader} and answered by the default, so that reading
 * goes on and all problems are found at once.
 *
 * @since 0.1
 */
public final class SettingsSection {

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

    private final SettingsReader reader;
    private final String prefix;

    SettingsSection(SettingsReader reader, String prefix) {
        this.reader = reader;
        this.prefix = prefix;
    }

    /** Returns the full key of a short name. */
    public String key(String name) {
        return prefix + "." + name;
    }

    /** Returns the part of this section whose names begin with the given one and a dot. */
    public SettingsSection section(String name) {
        return new SettingsSection(reader, key(name));
    }

    /** Finds a text. */
    public Optional<String> text(String name) {
        return reader.find(key(name));
    }

    /** Reads a text, or the default. */
    public String text(String name, String byDefault) {
        return text(name).orElse(byDefault);
    }

    /** Reads a text that has to be there; its absence is a problem, answered by an empty text. */
    public String required(String name) {
        return text(name).orElseGet(() -> {
            report(name, "must be set");
            return "";
        });
    }

    /** Reads a whole number between two limits, both included. */
    public int integer(String name, int byDefault, int least, int most) {
        return parse(
                name,
                byDefault,
                text -> {
                    int value = Integer.parseInt(text.replace("_", ""));
                    if (value < least || value > most) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                },
                "must be a whole number from " + least + " to " + most);
    }

    /** Reads a duration above zero, such as {@code 500ms}, {@code 5s}, {@code 10m}, {@code 7d} or {@code PT5S}. */
    public Duration duration(String name, Duration byDefault) {
        return parse(
                name,
                byDefault,
                SettingsSection::parseDuration,
                "must be a duration above zero such as 500ms, 5s, 10m, 7d");
    }

    /** Reads a list of durations separated by commas; at least one. */
    public List<Duration> durations(String name, List<Duration> byDefault) {
        return parse(
                name,
                byDefault,
                text -> Arrays.stream(text.split(",", -1))
                        .map(SettingsSection::parseDuration)
                        .toList(),
                "must be durations separated by commas such as 1s,5s,15s");
    }

    /** Reads {@code true} or {@code false}. */
    public boolean flag(String name, boolean byDefault) {
        return parse(name, byDefault, SettingsSection::parseFlag, "must be true or false");
    }

    /** Reads a constant of an enum, written in lower case with dashes. */
    public <E extends Enum<E>> E choice(String name, E byDefault) {
        Class<E> type = byDefault.getDeclaringClass();
        List<String> words =
                Stream.of(type.getEnumConstants()).map(SettingsSection::word).toList();
        return parse(
                name,
                byDefault,
                text -> type.getEnumConstants()[indexOf(words, text)],
                "must be one of " + String.join(", ", words));
    }

    /** Reads a list of words separated by commas. */
    public List<String> words(String name, List<String> byDefault) {
        return text(name)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(w -> !w.isEmpty())
                        .toList())
                .orElse(byDefault);
    }

    /**
     * Reads a value by a parser of the component's own.
     *
     * @param rule completes the sentence after the key, such as {@code must be an e-mail address}
     */
    public <T> Optional<T> value(String name, Function<String, T> parser, String rule) {
        return text(name).flatMap(text -> parseOptional(name, text, parser, rule));
    }

    /**
     * Finds a secret: the value itself, or a reference such as {@code env:SMTP_PASSWORD} or {@code file:/run/secrets/x}.
     *
     * <p>A reference to a secret that does not exist is a problem.
     */
    public Optional<Secret> secret(String name) {
        return text(name).flatMap(text -> resolve(name, text));
    }

    /**
     * Finds a secret that may change while the application runs, such as an access token in a file.
     *
     * <p>It must exist now, else that is a problem. The supplier asks its source anew each time, is safe for concurrent
     * callers, and answers what was found first if the source has lost it since.
     */
    public Optional<Supplier<Secret>> changingSecret(String name) {
        Optional<Secret> first = secret(name);
        Optional<String> text = text(name);
        return first.map(found -> () -> text.flatMap(this::lookUp).orElse(found));
    }

    /** Returns every name in this section with its text, and counts them all as read. */
    public Map<String, String> all() {
        Map<String, String> all = new TreeMap<>();
        for (String key : reader.keysUnder(prefix)) {
            reader.find(key).ifPresent(text -> all.put(key.substring(prefix.length() + 1), text));
        }
        return all;
    }

    /** Reports that a value cannot be used. */
    public void report(String name, String problem) {
        reader.report(key(name), problem);
    }

    private Optional<Secret> resolve(String name, String text) {
        Optional<Secret> secret = lookUp(text);
        if (secret.isEmpty()) {
            report(name, "refers to " + text + ", which does not exist");
        }
        return secret;
    }

    private Optional<Secret> lookUp(String text) {
        int colon = text.indexOf(':');
        Optional<SecretSource> source = colon < 1 ? Optional.empty() : reader.secretSource(text.substring(0, colon));
        return source.isEmpty() ? Optional.of(Secret.of(text)) : source.get().find(text.substring(colon + 1));
    }

    private <T> T parse(String name, T byDefault, Function<String, T> parser, String rule) {
        return text(name)
                .flatMap(text -> parseOptional(name, text, parser, rule))
                .orElse(byDefault);
    }

    private <T> Optional<T> parseOptional(String name, String text, Function<String, T> parser, String rule) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException e) {
            report(name, rule + ", but was \"" + text + "\"");
            return Optional.empty();
        }
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        Duration duration = matcher.matches()
                ? inUnit(Long.parseLong(matcher.group(1)), matcher.group(2))
                : Duration.parse(text.strip());
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException();
        }
        return duration;
    }

    private static Duration inUnit(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static boolean parseFlag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException();
        }
        return text.equals("true");
    }

    private static int indexOf(List<String> words, String text) {
        int index = words.indexOf(text.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new IllegalArgumentException();
        }
        return index;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
