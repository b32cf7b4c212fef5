package com.jkboat.notify.core.internal.dispatch;

import com.jkboat.notify.config.SettingsSection;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.Provider.Reach;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps mail of development and test systems away from people.
 *
 * <p>On unless {@code notify.environment} is {@code production}, or every provider keeps its mails on this machine.
 */
public final class DeliveryGuard {

    /** Why a mail was held; tells what to do. */
    public static final String HELD = "held by the guard: notify.environment is not production, and the recipient is"
            + " not in notify.guard.allow";

    private final boolean active;
    private final List<String> allowed;
    private final Optional<EmailAddress> redirectTo;

    private DeliveryGuard(boolean active, List<String> allowed, Optional<EmailAddress> redirectTo) {
        this.active = active;
        this.allowed = allowed;
        this.redirectTo = redirectTo;
    }

    /** Reads {@code notify.environment}, {@code notify.guard.allow} and {@code notify.guard.redirect-to}. */
    public static DeliveryGuard from(SettingsSection notify, List<EmailProvider> providers) {
        boolean production = notify.text("environment", "development").equals("production");
        SettingsSection guard = notify.section("guard");
        List<String> allowed = guard.words("allow", List.of());
        allowed.stream()
                .filter(word -> word.indexOf('@') < 0)
                .forEach(word -> guard.report("allow", "must be addresses and @domains, but has \"" + word + "\""));
        Optional<EmailAddress> redirectTo =
                guard.value("redirect-to", EmailAddress::parse, "must be an e-mail address");
        boolean reachesPeople = providers.stream().anyMatch(provider -> provider.reach() == Reach.WORLD);
        return new DeliveryGuard(
                !production && reachesPeople,
                allowed.stream().map(DeliveryGuard::key).toList(),
                redirectTo);
    }

    /** Returns where a mail to this address may go; empty when it must be held. */
    public Optional<EmailAddress> pass(EmailAddress to) {
        return !active || isAllowed(to) ? Optional.of(to) : redirectTo;
    }

    private boolean isAllowed(EmailAddress to) {
        String address = key(to.address());
        return allowed.stream().anyMatch(word -> word.startsWith("@") ? address.endsWith(word) : address.equals(word));
    }

    /** One form for all ways to write an address: lower case, the domain as name servers know it (RFC 3490). */
    private static String key(String text) {
        int at = text.lastIndexOf('@') + 1;
        String domain = text.substring(at);
        return text.substring(0, at).toLowerCase(Locale.ROOT) + ascii(domain).toLowerCase(Locale.ROOT);
    }

    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain);
        } catch (IllegalArgumentException e) { // no name of a host: it is compared as it stands
            return domain;
        }
    }
}
