package com.jkboat.notify.core.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.jkboat.notify.event.Fault;
import com.networknt.schema.Error;
import java.util.Optional;

/** Turns a validator's finding into a fault whose path says where and whose text repeats no value. */
final class SchemaFaults {

    /** How a pattern begins that forbids control characters: all of them, or all but line ends and tabs. */
    private static final String CONTROL_CHARACTERS = "[^\\u0000-";

    /** How one goes on that asks for something to be seen. */
    private static final String NOT_BLANK = "(?=.*\\S)";

    private SchemaFaults() {}

    static Fault describe(Error error) {
        String place = "$.payload" + path(error.getInstanceLocation().toString());
        Optional<String> property = Optional.ofNullable(error.getProperty());
        if ("required".equals(error.getKeyword()) && property.isPresent()) {
            return new Fault(place + "." + property.get(), "is missing, but required");
        }
        return new Fault(place, rule(error));
    }

    private static String rule(Error error) {
        Object[] arguments = Optional.ofNullable(error.getArguments()).orElse(new Object[0]);
        String first = arguments.length > 0 ? String.valueOf(arguments[0]) : "";
        return switch (String.valueOf(error.getKeyword())) {
            case "type" -> "must be " + last(arguments) + ", but was " + first;
            case "pattern" -> pattern(last(arguments));
            case "maxLength" -> "must have at most " + last(arguments) + " characters";
            case "minLength" -> "must have at least " + last(arguments) + " characters";
            case "minimum" -> "must be at least " + last(arguments);
            case "maximum" -> "must be at most " + last(arguments);
            case "enum" -> "must be one of " + last(arguments);
            case "format" ->
                "must be a valid "
                        + Optional.ofNullable(error.getSchemaNode())
                                .map(JsonNode::asText)
                                .orElse("value");
            default -> "does not satisfy " + error.getKeyword() + " of its schema";
        };
    }

    private static String pattern(String regex) {
        if (!regex.contains(CONTROL_CHARACTERS)) {
            return "must match " + regex;
        }
        return "must not contain control characters" + (regex.contains(NOT_BLANK) ? " or be blank" : "");
    }

    private static String last(Object[] arguments) {
        return arguments.length > 0 ? String.valueOf(arguments[arguments.length - 1]) : "what its schema says";
    }

    /** From a JSON pointer or path of the validator to the form {@code .a.b[0]}. */
    private static String path(String location) {
        if (location.isEmpty() || location.startsWith("$")) {
            return location.isEmpty() ? "" : location.substring(1);
        }
        return location.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
    }
}
