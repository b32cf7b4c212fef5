package com.jkboat.notify.core.internal.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.Event;
import com.jkboat.notify.Notification.Origin;
import com.jkboat.notify.audit.AuditedEvent;
import com.jkboat.notify.event.EventSchema;
import com.jkboat.notify.event.Fault;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.HeaderText;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a schema says about events of one type: whether one is right, what it is about, and whom it concerns. */
public final class EventShape {

    /** What our keywords mean is {@code EventSchema}'s to say; the validator only has to know them. */
    private static final List<String> KEYWORDS = List.of(
            "x-notify-subject",
            "x-notify-customer",
            "x-notify-recipient",
            "x-notify-recipient-name",
            "x-notify-money",
            "x-notify-personal",
            "x-notify-locale",
            "x-notify-time-zone");

    /** Formats such as {@code date} are checked, not only noted. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .keywords(KEYWORDS.stream().map(NonValidationKeyword::new).toList())
                    .build(),
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private static final int MAX_NAME = 200;
    private static final int MAX_ID = 200;

    private final String eventType;
    private final Schema schema;
    private final Map<String, String> fieldOfKeyword = new HashMap<>();
    private final Map<String, String> addressFieldOfRole = new HashMap<>();
    private final Map<String, String> nameFieldOfRole = new HashMap<>();
    private final List<MoneyRule> moneyRules;
    private String subjectKind = "";

    private EventShape(String eventType, Schema schema, JsonNode tree) {
        this.eventType = eventType;
        this.schema = schema;
        this.moneyRules = MoneyRule.in(tree);
        tree.path("properties").properties().forEach(field -> learn(field.getKey(), field.getValue()));
    }

    /**
     * Compiles a schema.
     *
     * @throws ConfigurationException if it is not a JSON Schema
     */
    public static EventShape of(EventSchema source) {
        try {
            JsonNode tree = EventJson.MAPPER.readTree(source.json());
            return new EventShape(source.eventType(), REGISTRY.getSchema(tree), tree);
        } catch (IOException | RuntimeException e) {
            throw new ConfigurationException(
                    "NTF-006",
                    "the schema of event type " + source.eventType() + " is not one of ours: " + e.getMessage(),
                    e);
        }
    }

    /** Finds everything that is wrong with an event; nothing if it is right. */
    public List<Fault> faults(Event event) {
        List<Fault> faults = new ArrayList<>();
        JsonNode payload = EventJson.MAPPER.valueToTree(event.payload());
        schema.validate(payload).forEach(error -> faults.add(SchemaFaults.describe(error)));
        moneyRules.stream()
                .flatMap(rule -> rule.fault(payload).stream())
                .distinct()
                .forEach(faults::add);
        addressFieldOfRole.values().stream().sorted().forEach(field -> checkAddress(event, field, faults));
        checkId(event, "x-notify-subject", faults);
        checkId(event, "x-notify-customer", faults);
        field("x-notify-locale").ifPresent(field -> checkLocale(event, field, faults));
        field("x-notify-time-zone").ifPresent(field -> checkZone(event, field, faults));
        return faults;
    }

    /** Returns the event as the audit store keeps it. */
    public AuditedEvent audited(Event event, String fingerprint, byte[] content) {
        return new AuditedEvent(
                new Origin(
                        event.id(),
                        event.type(),
                        subject(event),
                        customer(event),
                        event.timestamp(),
                        event.correlationId()),
                fingerprint,
                content);
    }

    /** Returns what the event is about, such as {@code booking/BK123456}. */
    public Optional<String> subject(Event event) {
        return scalar(event, "x-notify-subject").map(value -> subjectKind + "/" + value);
    }

    /** Returns whose personal data the event holds. */
    public Optional<String> customer(Event event) {
        return scalar(event, "x-notify-customer");
    }

    /** Returns where a role is reached; empty when the event does not say. */
    public Optional<EmailAddress> recipient(Event event, String role) {
        Optional<String> name = Optional.ofNullable(nameFieldOfRole.get(role)).flatMap(event::text);
        return Optional.ofNullable(addressFieldOfRole.get(role))
                .flatMap(event::text)
                .map(address ->
                        EmailAddress.of(Addresses.normalise(address), HeaderText.clean(name.orElse(""), MAX_NAME)));
    }

    /** Returns the recipient's language, when the event tells. */
    public Optional<Locale> locale(Event event) {
        return scalar(event, "x-notify-locale").map(tag -> Locale.forLanguageTag(tag.replace('_', '-')));
    }

    /** Returns the recipient's time zone, when the event tells. */
    public Optional<ZoneId> zone(Event event) {
        return scalar(event, "x-notify-time-zone").map(ZoneId::of);
    }

    /** Tells whether events of this type name an address for the role. */
    public boolean hasRole(String role) {
        return addressFieldOfRole.containsKey(role);
    }

    private void learn(String field, JsonNode property) {
        property.fieldNames().forEachRemaining(name -> requireKnown(field, name));
        for (String keyword :
                List.of("x-notify-subject", "x-notify-customer", "x-notify-locale", "x-notify-time-zone")) {
            if (property.has(keyword)) {
                fieldOfKeyword.put(keyword, field);
            }
        }
        if (property.has("x-notify-subject")) {
            subjectKind = property.get("x-notify-subject").asText();
        }
        if (property.has("x-notify-recipient")) {
            addressFieldOfRole.put(property.get("x-notify-recipient").asText(), field);
        }
        if (property.has("x-notify-recipient-name")) {
            nameFieldOfRole.put(property.get("x-notify-recipient-name").asText(), field);
        }
    }

    /** A misspelt keyword would leave a customer without erasure, or a mail without its recipient. */
    private static void requireKnown(String field, String keyword) {
        if (keyword.startsWith("x-notify-") && !KEYWORDS.contains(keyword)) {
            throw new IllegalArgumentException(
                    keyword + " at " + field + " must be one of " + String.join(", ", KEYWORDS));
        }
    }

    private Optional<String> field(String keyword) {
        return Optional.ofNullable(fieldOfKeyword.get(keyword));
    }

    private Optional<String> scalar(Event event, String keyword) {
        return field(keyword).map(event.payload()::get).map(Object::toString).filter(text -> !text.isBlank());
    }

    /** Queue and record look things up by it, so it is short and plain whatever its schema allows. */
    private void checkId(Event event, String keyword, List<Fault> faults) {
        String id = scalar(event, keyword).orElse("");
        String path = "$.payload." + field(keyword).orElse("");
        if (id.length() > MAX_ID) {
            faults.add(new Fault(path, "must have at most " + MAX_ID + " characters"));
        } else if (id.codePoints().anyMatch(EventShape::isUnfit)) {
            faults.add(new Fault(path, "must not contain control characters"));
        }
    }

    private static boolean isUnfit(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private static void checkAddress(Event event, String field, List<Fault> faults) {
        event.text(field)
                .flatMap(Addresses::problem)
                .ifPresent(problem -> faults.add(new Fault("$.payload." + field, problem)));
    }

    private static void checkLocale(Event event, String field, List<Fault> faults) {
        try {
            event.text(field).ifPresent(tag -> new Locale.Builder().setLanguageTag(tag.replace('_', '-')));
        } catch (IllformedLocaleException e) {
            faults.add(new Fault("$.payload." + field, "must be a language tag such as en or sv-SE"));
        }
    }

    private static void checkZone(Event event, String field, List<Fault> faults) {
        try {
            event.text(field).ifPresent(ZoneId::of);
        } catch (DateTimeException e) {
            faults.add(new Fault("$.payload." + field, "must be a time zone such as Europe/Stockholm"));
        }
    }

    @Override
    public String toString() {
        return "EventShape[" + eventType + "]";
    }
}
