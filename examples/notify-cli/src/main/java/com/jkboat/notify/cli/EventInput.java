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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
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
        void event(Event event, Place place) throws InterruptedException;

        void faults(Place place, List<Fault> faults) throws InterruptedException;

        /** Uses the time until more comes. */
        void idle() throws InterruptedException;
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

    void read(InputStream source) throws IOException, InterruptedException {
        BufferedInputStream in = new BufferedInputStream(source, 64 * 1024);
        byte[] head = lookAhead(in);
        Optional<String> unreadable = unreadable(head);
        if (unreadable.isPresent()) {
            refuse(0, unreadable.get());
        } else if (firstCharacter(head) == '[') {
            readArray(in);
        } else {
            readObjects(in, head);
        }
    }

    /** Returns what has come so far, at most so much as it takes to see something that is not blank. */
    private static byte[] lookAhead(BufferedInputStream in) throws IOException {
        byte[] head = new byte[LOOK_AHEAD];
        in.mark(LOOK_AHEAD);
        int length = 0;
        int count;
        do {
            count = in.read(head, length, head.length - length);
            length += Math.max(0, count);
        } while (count > 0 && Lines.isBlank(head, length));
        in.reset();
        return Arrays.copyOf(head, length);
    }

    private static Optional<String> unreadable(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return Optional.of("is not text: it has a NUL byte near its beginning");
            }
        }
        return Lines.isBlank(head, head.length) ? Optional.of("is empty: it has no event") : Optional.empty();
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

    /**
     * A file of one event may be written over many lines; anything else is one event per line, and where the first line
     * is one, no more is waited for.
     */
    private void readObjects(InputStream in, byte[] head) throws IOException, InterruptedException {
        if (hasMark(head)) {
            in.skipNBytes(3);
        }
        byte[] beginning = firstLine(in);
        if (!isOneDocument(beginning)) {
            beginning = joined(beginning, in.readNBytes(MAX_BYTES - beginning.length));
            if (beginning.length < MAX_BYTES && isOneDocument(beginning)) {
                receive(1, beginning);
                return;
            }
        }
        Lines lines = new Lines(beginning, in, MAX_BYTES, receiver::idle);
        for (Optional<Lines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            readLine(line.get());
        }
    }

    /** Returns the first line with its end, and blank ones before it; no more than an event may have. */
    private static byte[] firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        boolean blank = true;
        int b = 0;
        while (b >= 0 && (b != '\n' || blank) && line.size() < MAX_BYTES) {
            b = in.read();
            if (b >= 0) {
                line.write(b);
                blank &= Character.isWhitespace(b);
            }
        }
        return line.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static boolean isOneDocument(byte[] bytes) {
        try (JsonParser parser = new ObjectMapper().createParser(bytes)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private void readLine(Lines.Line line) throws InterruptedException {
        if (line.length() > MAX_BYTES) {
            refuse(line.number(), "must have at most " + MAX_BYTES + " bytes, but has " + line.length());
        } else if (!line.isBlank()) {
            receive(line.number(), line.bytes());
        }
    }

    private void readArray(InputStream in) throws IOException, InterruptedException {
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

    private void receive(long line, byte[] json) throws InterruptedException {
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

    private void refuse(long line, String problem) throws InterruptedException {
        receiver.faults(new Place(name, line), List.of(new Fault("$", problem)));
    }
}
