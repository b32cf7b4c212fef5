package com.jkboat.notify.core.template;

import com.github.jknack.handlebars.Handlebars;
import com.github.jknack.handlebars.Options;
import com.github.jknack.handlebars.TagType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions templates can call beside {@code if}, {@code unless}, {@code each}, {@code with}, {@code block} and
 * {@code partial}.
 *
 * <p>{@code money amount currency}, {@code date value "style"}, {@code time value}, {@code default value fallback},
 * {@code eq a b} (in a block or inside parentheses) and {@code url address}.
 */
final class Functions {

    /** Built-in functions that print whole contexts, reach files or logs, or depend on the machine's locale. */
    private static final List<String> REFUSED = List.of("lookup", "log", "embedded", "i18n", "i18nJs", "precompile");

    private static final String ROOT = "root";

    private Functions() {}

    static void registerIn(Handlebars handlebars) {
        handlebars.registerHelperMissing((context, options) -> missing(options.helperName));
        REFUSED.forEach(name -> handlebars.registerHelper(name, (context, options) -> {
            throw new UnusableValue("the function " + name + " is not available");
        }));
        handlebars.registerHelper("money", (Object amount, Options call) -> money(amount, call));
        handlebars.registerHelper(
                "date",
                (Object value, Options call) -> formats(call)
                        .date(required(value, call, 0), String.valueOf(call.<Object>param(0, Formats.DEFAULT_STYLE))));
        handlebars.registerHelper(
                "time", (Object value, Options call) -> formats(call).time(required(value, call, 0)));
        handlebars.registerHelper("default", (Object value, Options call) -> fallback(value, call));
        handlebars.registerHelper("eq", (Object value, Options call) -> compare(value, call));
        handlebars.registerHelper(
                "url",
                (Object value, Options call) ->
                        SafeUrl.expand(String.valueOf(required(value, call, 0)), name -> field(call, name)));
    }

    private static Object missing(String name) {
        throw new UnusableValue("asks for " + name + ", which is missing");
    }

    private static Object money(Object amount, Options call) {
        Object currency = required(call.<Object>param(0, null), call, 1);
        return formats(call).money(required(amount, call, 0), String.valueOf(currency));
    }

    private static Object fallback(@Nullable Object value, Options call) {
        return value == null || "".equals(value) ? required(call.<Object>param(0, null), call, 1) : value;
    }

    private static @Nullable Object compare(@Nullable Object value, Options call) throws IOException {
        boolean same = isSame(value, call.<Object>param(0, null));
        if (call.tagType == TagType.SECTION) {
            return same ? call.fn() : call.inverse();
        }
        return same;
    }

    /** Compares 2 and "2" and 2.0 as the same number, anything else by equality. */
    private static boolean isSame(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null || left.equals(right)) {
            return Objects.equals(left, right);
        }
        Optional<BigDecimal> number = Formats.decimal(left);
        return number.isPresent()
                && Formats.decimal(right)
                        .filter(other -> other.compareTo(number.get()) == 0)
                        .isPresent();
    }

    private static Object required(@Nullable Object value, Options call, int position) {
        if (value == null) {
            String tag = call.fn == null ? "" : call.fn.text();
            String[] words = tag.replaceAll("[{}#~()]", " ").strip().split("\\s+", -1);
            return missing(
                    position + 1 < words.length
                            ? words[position + 1] + " (in " + call.helperName + ")"
                            : "value " + (position + 1) + " of " + call.helperName);
        }
        return value;
    }

    private static Formats formats(Options call) {
        return Objects.requireNonNull(call.<Formats>data(Formats.KEY), Formats.KEY);
    }

    private static Object field(Options call, String name) {
        Object root = call.<Object>data(ROOT);
        Object value = root instanceof Map<?, ?> model ? model.get(name) : null;
        return value == null ? missing(name) : value;
    }
}
