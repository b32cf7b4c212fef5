package com.jkboat.notify;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies values deeply into unmodifiable maps, lists and scalars, and refuses what JSON has no word for. */
final class JsonValues {

    /** Deeper documents are refused: they would overflow the stack of whoever walks them. */
    private static final int MAX_DEPTH = 64;

    private JsonValues() {}

    static Map<String, Object> copyOf(Map<String, ?> map) {
        return copyMap(map, "$", 0);
    }

    private static Map<String, Object> copyMap(Map<?, ?> map, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("payload must not be nested deeper than " + MAX_DEPTH + " levels");
        }
        Map<String, Object> copy = new LinkedHashMap<>(map.size() * 2);
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException("keys must be texts, but one at " + path + " is not");
            }
            putCopy(copy, name, value, path + "." + name, depth);
        });
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("NullAway") // JSON null is kept: it means "known to be nothing", and the schema judges it
    private static void putCopy(Map<String, Object> copy, String name, Object value, String path, int depth) {
        copy.put(name, copyValue(value, path, depth + 1));
    }

    @SuppressWarnings("NullAway") // see putCopy
    private static Object copyValue(Object value, String path, int depth) {
        if (value == null || value instanceof String || value instanceof Boolean || isNumber(value)) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return copyMap(map, path, depth);
        }
        if (value instanceof List<?> list) {
            return copyList(list, path, depth);
        }
        throw new IllegalArgumentException(path + " must be a text, number, boolean, list or map, but was a "
                + value.getClass().getName());
    }

    private static List<Object> copyList(List<?> list, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("payload must not be nested deeper than " + MAX_DEPTH + " levels");
        }
        List<Object> copy = new ArrayList<>(list.size());
        for (Object item : list) {
            copy.add(copyValue(item, path + "[" + copy.size() + "]", depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private static boolean isNumber(Object value) {
        boolean whole = value instanceof Integer || value instanceof Long || value instanceof BigInteger;
        boolean finite = value instanceof Double number && Double.isFinite(number);
        return whole || finite || value instanceof BigDecimal;
    }
}
