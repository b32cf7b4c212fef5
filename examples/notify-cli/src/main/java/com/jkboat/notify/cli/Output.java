package com.jkboat.notify.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The two streams of a command: results on one, talk on the other.
 *
 * @param out for results
 * @param err for talk, faults and progress
 */
record Output(PrintWriter out, PrintWriter err) {

    private static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    static Output of(CommandSpec spec) {
        return new Output(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /** Prints one object; its fields in the order of the map. */
    void json(Map<String, ?> object) {
        try {
            out.println(JSON.writeValueAsString(object));
            out.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values can always be written", e);
        }
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void talk(String text) {
        err.println(text);
        err.flush();
    }
}
