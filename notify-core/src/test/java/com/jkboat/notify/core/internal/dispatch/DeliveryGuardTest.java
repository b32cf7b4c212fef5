package com.jkboat.notify.core.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.core.fake.ScriptedProvider;
import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.Provider.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryGuardTest {

    private static final EmailAddress CUSTOMER = EmailAddress.of("anna@example.org");

    private final EmailProvider world = new ScriptedProvider("smtp").reaching(Reach.WORLD);
    private final EmailProvider local = new ScriptedProvider("eml").reaching(Reach.LOCAL);

    private static DeliveryGuard guard(Map<String, String> settings, EmailProvider... providers) {
        return DeliveryGuard.from(reader(settings).section("notify"), List.of(providers));
    }

    private static SettingsReader reader(Map<String, String> settings) {
        return new SettingsReader(Settings.of(settings), List.of());
    }

    @Test
    void holdsEverythingWhenNothingIsSet() {
        assertThat(guard(Map.of(), world).pass(CUSTOMER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Production", "PRODUCTION", "production ", "prod", "live", "true", "produktion", " "})
    void takesNothingButTheExactWordForProduction(String environment) {
        assertThat(guard(Map.of("notify.environment", environment), world).pass(CUSTOMER))
                .isEmpty();
    }

    @Test
    void letsEverythingPassInProduction() {
        assertThat(guard(Map.of("notify.environment", "production"), world).pass(CUSTOMER))
                .contains(CUSTOMER);
    }

    @Test
    void letsEverythingPassThatStaysOnThisMachine() {
        assertThat(guard(Map.of(), local).pass(CUSTOMER)).contains(CUSTOMER);
    }

    @Test
    void holdsAsSoonAsOneOfTheProvidersReachesPeople() {
        assertThat(guard(Map.of(), local, world).pass(CUSTOMER)).isEmpty();
    }

    @Test
    void redirectsWhatIsNotAllowed() {
        DeliveryGuard guard = guard(
                Map.of("notify.guard.redirect-to", "Test <test@jk.example>", "notify.guard.allow", "@jk.example"),
                world);

        assertThat(guard.pass(CUSTOMER)).map(EmailAddress::address).contains("test@jk.example");
        assertThat(guard.pass(EmailAddress.of("dev@jk.example")))
                .map(EmailAddress::address)
                .contains("dev@jk.example");
    }

    @ParameterizedTest
    @CsvSource({
        "@example.org, anna@example.org, true",
        "@Example.ORG, Anna@EXAMPLE.org, true",
        "anna@example.org, ANNA@Example.Org, true",
        "@example.org, anna@sub.example.org, false",
        "@example.org, anna@evil-example.org, false",
        "@example.org, anna@example.org.evil.test, false",
        "anna@example.org, joanna@example.org, false",
        "anna@example.org, anna@example.com, false",
        "@bücher.example, anna@xn--bcher-kva.example, true",
        "@xn--bcher-kva.example, anna@BÜCHER.example, true",
        "@bucher.example, anna@bücher.example, false"
    })
    void comparesAddressesAsNameServersDo(String allowed, String address, boolean passes) {
        DeliveryGuard guard = guard(Map.of("notify.guard.allow", "other@x.example, " + allowed), world);

        assertThat(guard.pass(EmailAddress.of(address)).isPresent()).isEqualTo(passes);
    }

    @Test
    void reportsWordsThatAllowNobody() {
        SettingsReader reader = reader(Map.of("notify.guard.allow", "example.org, @example.com"));

        DeliveryGuard.from(reader.section("notify"), List.of(world));

        assertThat(reader.problems()).hasSize(1);
        assertThat(reader.problems().get(0).toString())
                .contains("notify.guard.allow")
                .contains("example.org");
    }

    @Test
    void holdsWhenTheRedirectCannotBeRead() {
        SettingsReader reader = reader(Map.of("notify.guard.redirect-to", "not an address"));

        Optional<EmailAddress> passed =
                DeliveryGuard.from(reader.section("notify"), List.of(world)).pass(CUSTOMER);

        assertThat(passed).isEmpty();
        assertThat(reader.problems()).hasSize(1);
    }
}
