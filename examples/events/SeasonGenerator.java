import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Writes a season of booking events, the same ones every time: {@code java SeasonGenerator.java > season.ndjson}.
 *
 * <p>Names in many scripts, currencies with 0, 2 and 3 decimals, several languages; every address is at a reserved domain.
 */
public final class SeasonGenerator {

    private static final int BOOKINGS = 140;
    private static final Random RANDOM = new Random(20310601);
    private static final Instant OPENING = Instant.parse("2026-02-01T08:00:00Z");

    private static final List<String[]> PEOPLE = List.of(
            new String[] {"Anna Lindqvist", "sv-SE", "SEK"},
            new String[] {"Björn Åkesson", "sv-SE", "SEK"},
            new String[] {"Émilie Lefèvre-Dubois", "fr-FR", "EUR"},
            new String[] {"Jürgen Großmann", "de-DE", "EUR"},
            new String[] {"María José Núñez", "es-ES", "EUR"},
            new String[] {"Ελένη Παπαδοπούλου", "el-GR", "EUR"},
            new String[] {"Дмитрий Соколов", "ru", "EUR"},
            new String[] {"יעל כהן", "he-IL", "USD"},
            new String[] {"خالد بن عبد الله", "ar-KW", "KWD"},
            new String[] {"山田 花子", "ja-JP", "JPY"},
            new String[] {"王小明", "zh-CN", "USD"},
            new String[] {"김민준", "ko-KR", "USD"},
            new String[] {"प्रिया शर्मा", "hi-IN", "GBP"},
            new String[] {"Nguyễn Thị Minh Khai", "vi", "USD"},
            new String[] {"O'Brien, \"Paddy\" & Söhne", "en-IE", "EUR"},
            new String[] {"Zoë van der Berg \uD83D\uDEA4", "nl-NL", "EUR"},
            new String[] {"James Smith", "en-GB", "GBP"});

    private static final List<String> TOURS = List.of(
            "Archipelago Sunset with Dinner",
            "Harbour Round Trip",
            "Whale Safari (6 hours)",
            "Midsommar på Skärgården",
            "Tour des îles – demi-journée",
            "Night Cruise «Northern Lights»",
            "The Very Long Island Hopping Tour with Swimming, Picnic, Lighthouse Visit and a Captain's Tale for Everybody");

    private final List<Map<String, Object>> events = new ArrayList<>();

    public static void main(String[] args) {
        SeasonGenerator season = new SeasonGenerator();
        for (int i = 0; i < BOOKINGS; i++) {
            season.book(i);
        }
        season.events.sort(Comparator.comparing(event -> (String) event.get("timestamp")));
        StringBuilder out = new StringBuilder();
        season.events.forEach(event -> out.append(json(event)).append('\n'));
        System.out.writeBytes(out.toString().getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    private void book(int number) {
        Map<String, Object> booking = booking(number);
        Instant at = OPENING.plusSeconds(number * 5400L + RANDOM.nextInt(1800));
        add("booking.created", at, booking);
        if (number % 3 == 0) {
            Map<String, Object> changed = change(booking);
            at = at.plusSeconds(86_400 + RANDOM.nextInt(86_400));
            add("booking.updated", at, changed);
            booking = changed;
        }
        if (number % 4 == 1) {
            add("booking.cancelled", at.plusSeconds(172_800 + RANDOM.nextInt(86_400)), cancel(booking));
        }
    }

    private static Map<String, Object> booking(int number) {
        String[] person = PEOPLE.get(RANDOM.nextInt(PEOPLE.size()));
        int tour = RANDOM.nextInt(TOURS.size());
        int guests = 1 + RANDOM.nextInt(8);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("bookingId", "BK" + (310000 + number));
        payload.put("customerId", "CUST" + (1000 + number));
        payload.put("tourId", "TOUR" + (10 + tour));
        payload.put("tourName", TOURS.get(tour));
        payload.put("tourDate", LocalDate.of(2031, 5, 1).plusDays(RANDOM.nextInt(150)).toString());
        payload.put("tourTime", List.of("08:30", "12:00", "18:00", "22:15").get(RANDOM.nextInt(4)));
        payload.put("numberOfGuests", guests);
        payload.put("totalPrice", price(guests, person[2]));
        payload.put("currency", person[2]);
        payload.put("customerEmail", "guest" + number + "@example." + List.of("com", "org", "net").get(number % 3));
        payload.put("customerName", person[0]);
        payload.put("locale", person[1]);
        if (number % 5 == 0) {
            payload.put("meetingPoint", "Strandvägen, quay 15 — look for the blue flag");
        }
        return payload;
    }

    private static String price(int guests, String currency) {
        return switch (currency) {
            case "JPY" -> String.valueOf(guests * 9800);
            case "KWD" -> guests * 18 + ".500";
            case "SEK" -> guests * 690 + ".00";
            default -> guests * 60 + ".00";
        };
    }

    private static Map<String, Object> change(Map<String, Object> booking) {
        Map<String, Object> changed = new LinkedHashMap<>(booking);
        int guests = (int) booking.get("numberOfGuests") + 1;
        changed.put("numberOfGuests", guests);
        changed.put("totalPrice", price(guests, (String) booking.get("currency")));
        changed.put("tourTime", "13:45");
        Map<String, Object> previous = new LinkedHashMap<>();
        for (String field : List.of("tourTime", "numberOfGuests", "totalPrice")) {
            previous.put(field, booking.get(field));
        }
        changed.put("previous", previous);
        return changed;
    }

    private static Map<String, Object> cancel(Map<String, Object> booking) {
        Map<String, Object> cancelled = new LinkedHashMap<>();
        for (String field : List.of("bookingId", "customerId", "tourName", "tourDate", "tourTime", "currency",
                "customerEmail", "customerName", "locale")) {
            cancelled.put(field, booking.get(field));
        }
        boolean storm = RANDOM.nextBoolean();
        cancelled.put("cancellationReason", storm ? "Storm warning" : "Cancelled by the customer");
        cancelled.put("refundAmount", storm ? booking.get("totalPrice") : "0.00");
        return cancelled;
    }

    private void add(String type, Instant at, Map<String, Object> payload) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", type);
        event.put("eventId", new UUID((RANDOM.nextLong() & ~0xF000L) | 0x4000L, (RANDOM.nextLong() >>> 2) | Long.MIN_VALUE));
        event.put("timestamp", at.toString());
        event.put("correlationId", "season-" + payload.get("bookingId"));
        event.put("payload", payload);
        events.add(event);
    }

    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(field -> json(field.getKey()) + ":" + json(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Number) {
            return value.toString();
        }
        return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
