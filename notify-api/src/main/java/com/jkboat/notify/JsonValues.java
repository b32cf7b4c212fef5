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

    /** Larger or finer numbers are refused: {@code 1e999999999} written out would fill the memory of whoever does it. */
    private static final int MAX_DIGITS = 100;

    private static final int MAX_SCALE = 400;
    private static final int MAX_BITS = 400;

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
        if (value instanceof BigInteger || value instanceof BigDecimal) {
            throw new IllegalArgumentException(path + " must have at most " + MAX_DIGITS + " digits");
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
        boolean small = value instanceof Integer || value instanceof Long;
        boolean finite = value instanceof Double number && Double.isFinite(number);
        boolean whole = value instanceof BigInteger number && isModest(number);
        return small || finite || whole || (value instanceof BigDecimal number && isModest(number));
    }

    private static boolean isModest(BigInteger number) {
        return number.bitLength() <= MAX_BITS && isModest(new BigDecimal(number));
    }

    private static boolean isModest(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_SCALE;
    }
}
