package com.jkboat.notify.core.template;

import com.jkboat.notify.config.SettingsSection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Who the mails come from, as templates show it: {@code {{brand.name}}}, {@code {{brand.color}}} and so on.
 *
 * <p>Immutable. Templates hide what is absent.
 *
 * @param name of the sender's house
 * @param color of buttons and accents, {@code #rrggbb}; templates write on it in {@code {{brand.onColor}}}, white or black,
 *     whichever is easier to read
 * @param parts everything that may be absent, by its name in templates: {@code tagline}, {@code logoUrl},
 *     {@code logoWidth}, {@code website}, {@code supportEmail}, {@code supportPhone}, {@code address}, {@code legal}
 * @param links addresses for {@code {{url brand.links.NAME}}}, which fills places such as {@code {bookingId}}
 * @since 0.1
 */
public record Brand(String name, String color, Map<String, String> parts, Map<String, String> links) {

    private static final String NEUTRAL_NAME = "Notify";

    /** A calm blue on which white text has a contrast of 7.5 to 1. */
    private static final String NEUTRAL_COLOR = "#1f4e79";

    /** The luminance on which black and white have the same contrast, 4.6 to 1. */
    private static final double EQUALLY_FAR = 0.179;

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>\"]+@[^@\\s<>\"]+");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()./-]{2,30}");
    private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{1,2}");

    public Brand {
        Objects.requireNonNull(name, "name");
        if (!COLOR.matcher(color).matches()) {
            throw new IllegalArgumentException("color must look like #1f4e79, but was: " + color);
        }
        parts = Map.copyOf(parts);
        links = Map.copyOf(links);
    }

    /** Returns a brand that names nobody in particular. */
    public static Brand neutral() {
        return new Brand(NEUTRAL_NAME, NEUTRAL_COLOR, Map.of(), Map.of());
    }

    /**
     * Reads the section {@code notify.brand}; what cannot be used is reported to it.
     *
     * <p>Keys: {@code name}, {@code color}, {@code tagline}, {@code logo-url}, {@code logo-width}, {@code website},
     * {@code support-email}, {@code support-phone}, {@code address}, {@code legal} and {@code links.NAME}.
     */
    public static Brand from(SettingsSection section) {
        BrandReader reader = new BrandReader(section);
        reader.read("tagline", "tagline", text -> true, "");
        reader.read("logo-url", "logoUrl", Brand::isPage, "must be an https address");
        reader.read("logo-width", "logoWidth", WIDTH.asMatchPredicate(), "must be a width in pixels from 10 to 999");
        reader.read("website", "website", Brand::isPage, "must be an https address");
        reader.read("support-email", "supportEmail", ADDRESS.asMatchPredicate(), "must be an e-mail address");
        reader.read("support-phone", "supportPhone", PHONE.asMatchPredicate(), "must be a telephone number");
        reader.read("address", "address", text -> true, "");
        reader.read("legal", "legal", text -> true, "");
        String color = section.value("color", Brand::requireColor, "must look like #1f4e79")
                .orElse(NEUTRAL_COLOR);
        return new Brand(section.text("name", NEUTRAL_NAME), color, reader.parts, linksIn(section.section("links")));
    }

    /** Returns what templates see under {@code brand}. */
    public Map<String, Object> toModel() {
        Map<String, Object> model = new LinkedHashMap<>(parts);
        model.put("name", name);
        model.put("color", color);
        model.put("onColor", luminance() > EQUALLY_FAR ? "#000000" : "#ffffff");
        model.put("links", links);
        Optional.ofNullable(parts.get("supportPhone"))
                .ifPresent(phone -> model.put("supportPhoneLink", "tel:" + dialled(phone)));
        return Map.copyOf(model);
    }

    /** The zero in +46 (0)8 is for those who dial within the country, without +46. */
    private static String dialled(String phone) {
        return (phone.startsWith("+") ? phone.replace("(0)", "") : phone).replaceAll("[^0-9+]", "");
    }

    /** How bright the colour is, from 0 to 1. Source: WCAG 2.2, relative luminance. */
    private double luminance() {
        return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    }

    private double linear(int position) {
        double part = Integer.parseInt(color.substring(position, position + 2), 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static Map<String, String> linksIn(SettingsSection section) {
        Map<String, String> links = new TreeMap<>();
        section.all().forEach((name, address) -> {
            if (SafeUrl.isSafe(address.replaceAll("[{}]", ""))) {
                links.put(name, address);
            } else {
                section.report(name, "must begin with https://, mailto: or tel:, but was \"" + address + "\"");
            }
        });
        return links;
    }

    private static String requireColor(String text) {
        if (!COLOR.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isPage(String address) {
        return address.startsWith("https://") && SafeUrl.isSafe(address);
    }

    /** Collects the parts that are there and can be used. */
    private record BrandReader(SettingsSection section, Map<String, String> parts) {

        BrandReader(SettingsSection section) {
            this(section, new TreeMap<>());
        }

        void read(String key, String name, Predicate<String> usable, String rule) {
            section.text(key).map(String::strip).filter(text -> !text.isEmpty()).ifPresent(text -> {
                if (usable.test(text)) {
                    parts.put(name, text);
                } else {
                    section.report(key, rule + ", but was \"" + text + "\"");
                }
            });
        }
    }
}
