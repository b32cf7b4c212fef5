package com.jkboat.notify.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.ConfigurationException;
import com.jkboat.notify.config.PluginContext;
import com.jkboat.notify.config.Settings;
import com.jkboat.notify.config.SettingsReader;
import com.jkboat.notify.config.SharedResources;
import com.jkboat.notify.jdbc.DatabaseOptions.Migrate;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseOptionsTest {

    @TempDir
    Path folder;

    @Test
    void meansAFileInTheDataDirectoryUnlessTold() {
        DatabaseOptions options = read(Settings.defaults());

        assertThat(options.url()).isEqualTo("jdbc:sqlite:" + folder.resolve("notify.db"));
        assertThat(options.migrate()).isEqualTo(Migrate.AUTO);
    }

    @Test
    void readsEveryOption() {
        DatabaseOptions options = read(Settings.of(Map.of(
                "notify.jdbc.url", "jdbc:postgresql://db/booking?password=hunter2",
                "notify.jdbc.user", "boats",
                "notify.jdbc.password", "sesame",
                "notify.jdbc.pool-size", "3",
                "notify.jdbc.migrate", "manual")));

        assertThat(options.user()).contains("boats");
        assertThat(options.password().orElseThrow().reveal()).isEqualTo("sesame");
        assertThat(options.poolSize()).isEqualTo(3);
        assertThat(options.migrate()).isEqualTo(Migrate.MANUAL);
        assertThat(options.toString())
                .contains("//db/booking")
                .doesNotContain("boats")
                .doesNotContain("sesame")
                .doesNotContain("hunter2");
    }

    @Test
    void refusesAnAddressItDoesNotKnowWithoutRepeatingIt() {
        SettingsReader reader = reader(Settings.of(Map.of("notify.jdbc.url", "jdbc:oracle:u/hunter2@db")));

        DatabaseOptions.from(reader.section("notify.jdbc"), folder);

        assertThatThrownBy(reader::throwIfProblems)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("notify.jdbc.url must begin with jdbc:sqlite:")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:h2:mem:;MODE=MySQL, notify.jdbc.url must name the database"})
    void saysWhatToUseInstead(String url, String problem) {
        SettingsReader reader = reader(Settings.of(Map.of("notify.jdbc.url", url)));

        DatabaseOptions.from(reader.section("notify.jdbc"), folder);

        assertThatThrownBy(reader::throwIfProblems)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("notify.jdbc.url must name the database");
        assertThatThrownBy(() -> Database.open(DatabaseOptions.of(url)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("NTF-065");
    }

    @Test
    void opensOneDatabaseForAllPluginsOfAClient() {
        SettingsReader reader = reader(Settings.defaults());
        try (SharedResources shared = new SharedResources()) {
            PluginContext context =
                    new PluginContext(reader.section("notify.queue"), reader, folder, InstantSource.system(), shared);

            Database first = Database.open(context);
            Database second = Database.open(context.withSection("notify.audit"));

            assertThat(second).isSameAs(first);
            assertThat(folder.resolve("notify.db")).exists();
        }
    }

    @Test
    void opensNothingWhileTheSettingsHaveProblems() {
        SettingsReader reader = reader(Settings.of(Map.of("notify.jdbc.pool-size", "many")));
        try (SharedResources shared = new SharedResources()) {
            PluginContext context =
                    new PluginContext(reader.section("notify.queue"), reader, folder, InstantSource.system(), shared);

            assertThatThrownBy(() -> Database.open(context)).isInstanceOf(ConfigurationException.class);

            assertThat(folder.resolve("notify.db")).doesNotExist();
        }
    }

    private DatabaseOptions read(Settings settings) {
        SettingsReader reader = reader(settings);
        DatabaseOptions options = DatabaseOptions.from(reader.section("notify.jdbc"), folder);
        reader.throwIfProblems();
        return options;
    }

    private static SettingsReader reader(Settings settings) {
        return new SettingsReader(settings, List.of());
    }
}
