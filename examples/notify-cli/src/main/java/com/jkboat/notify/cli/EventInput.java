package com.jkboat.notify.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jkboat.notify.Event;
import com.jkboat.notify.EventRefusedException;
import com.jkboat.notify.core.EventReader;
import com.jkboat.notify.event.Fault;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;

/** Reads events from a stream: one per line, an array, or a single one; never more than one event at a time. */
final class EventInput {

    private static final int MAX_BYTES = EventReader.MAX_BYTES;
    private static final int LOOK_AHEAD = 8 * 1024;

    private final String name;
    private final Receiver receiver;

    /** Takes what was read, in order. */
    interface Receiver {
        void event(Event event, Place place);

        void faults(Place place, List<Fault> faults);
    }

    /**
     * Where something was read.
     *
     * @param file as given
     * @param line counts from 1; 0 for the whole file
     */
    record Place(String file, long line) {
        @Override
        public String toString() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    EventInput(String name, Receiver receiver) {
        this.name = name;
        this.receiver = receiver;
    }

    void read(InputStream source) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, 64 * 1024);
        in.mark(LOOK_AHEAD);
        byte[] head = in.readNBytes(LOOK_AHEAD);
        in.reset();
        Optional<String> unreadable = unreadable(head);
        if (unreadable.isPresent()) {
            refuse(0, unreadable.get());
        } else if (firstCharacter(head) == '[') {
            readArray(in);
        } else {
            readObjects(in, head);
        }
    }

    private static Optional<String> unreadable(byte[] head) {
        boolean blank = true;
        for (byte b : head) {
            if (b == 0) {
                return Optional.of("is not text: it has a NUL byte near its beginning");
            }
            blank &= Character.isWhitespace(b);
        }
        return blank ? Optional.of("is empty: it has no event") : Optional.empty();
    }

    private static char firstCharacter(byte[] head) {
        int start = hasMark(head) ? 3 : 0;
        while (start < head.length && Character.isWhitespace(head[start])) {
            start++;
        }
        return start < head.length ? (char) head[start] : ' ';
    }

    private static boolean hasMark(byte[] head) {
        return head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF;
    }

    /** A file of one event may be written over many lines; anything else is one event per line. */
    private void readObjects(InputStream in, byte[] head) throws IOException {
        if (hasMark(head)) {
            in.skipNBytes(3);
        }
        byte[] beginning = in.readNBytes(MAX_BYTES);
        Lines lines = new Lines(new SequenceInputStream(new ByteArrayInputStream(beginning), in), MAX_BYTES);
        if (beginning.length < MAX_BYTES && isOneDocument(beginning)) {
            receive(1, beginning);
            return;
        }
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            readLine(line.get());
        }
    }

    private static boolean isOneDocument(byte[] bytes) {
        try (JsonParser parser = new ObjectMapper().createParser(bytes)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentTokenLocation().getLineNr() > 1 && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private void readLine(Lines.Line line) {
        if (line.length() > MAX_BYTES) {
            refuse(line.number(), "must have at most " + MAX_BYTES + " bytes, but has " + line.length());
        } else if (!line.isBlank()) {
            receive(line.number(), line.bytes());
        }
    }

    private void readArray(InputStream in) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        long line = 1;
        try (JsonParser parser = mapper.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() != null && parser.currentToken() != JsonToken.END_ARRAY) {
                line = parser.currentTokenLocation().getLineNr();
                JsonNode event = mapper.readTree(parser);
                receive(line, mapper.writeValueAsBytes(event));
            }
        } catch (JsonProcessingException e) {
            refuse(
                    Optional.ofNullable(e.getLocation())
                            .map(place -> (long) place.getLineNr())
                            .orElse(line),
                    "is not JSON; what follows in this file was not read");
        }
    }

    private void receive(long line, byte[] json) {
        Place place = new Place(name, line);
        Event event;
        try {
            event = EventReader.read(json);
        } catch (EventRefusedException e) {
            receiver.faults(place, e.faults());
            return;
        }
        receiver.event(event, place);
    }

    private void refuse(long line, String problem) {
        receiver.faults(new Place(name, line), List.of(new Fault("$", problem)));
    }
}
