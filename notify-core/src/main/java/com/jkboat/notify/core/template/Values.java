package com.jkboat.notify.core.template;

import com.github.jknack.handlebars.EscapingStrategy;
import com.github.jknack.handlebars.Formatter;

/** How a single value becomes characters of a message. */
final class Values {

    /** Printing a whole map would show everything in it. */
    static final Formatter SCALARS_ONLY = (value, next) -> {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new UnusableValue("only texts, numbers and booleans can be printed, not a "
                + value.getClass().getSimpleName());
    };

    private Values() {}

    static CharSequence escapeForHtml(CharSequence value) {
        return EscapingStrategy.HTML_ENTITY.escape(withoutControls(value));
    }

    /** Text has no markup that could end a run of turned-around characters, so these are taken out as well. */
    static CharSequence cleanForText(CharSequence value) {
        StringBuilder clean = new StringBuilder(value.length());
        withoutControls(value).codePoints().forEach(c -> {
            if (!turnsText(c)) {
                clean.appendCodePoint(isWideOrFixedSpace(c) ? ' ' : c);
            }
        });
        return clean;
    }

    /** Tells embedding, override and isolate marks; the plain left-to-right and right-to-left marks are harmless. */
    static boolean turnsText(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static String withoutControls(CharSequence value) {
        String text = value.toString();
        return text.chars().anyMatch(Values::isForbidden)
                ? text.codePoints()
                        .filter(c -> !isForbidden(c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }

    private static boolean isForbidden(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t') || c == 0xFFFE || c == 0xFFFF;
    }

    private static boolean isWideOrFixedSpace(int c) {
        return c == 0x00A0 || c == 0x202F;
    }
}
