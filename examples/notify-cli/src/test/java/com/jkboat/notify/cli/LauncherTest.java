package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script at the root, which builds the runner without its tests. */
class LauncherTest {

    private static final Path ROOT = Path.of("..", "..");

    @Test
    void canBuildWithoutTestsSinceNoModuleNeedsAnothersTestsThen() throws IOException {
        assertThat(Files.readString(ROOT.resolve("notify"))).contains("-Dmaven.test.skip");

        for (Path pom : poms()) {
            String withoutProfiles = Files.readString(pom).replaceAll("(?s)<profiles>.*</profiles>", "");
            assertThat(withoutProfiles).as(pom.toString()).doesNotContain("<type>test-jar</type>");
        }
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 3, (file, is) -> file.endsWith("pom.xml"))) {
            List<Path> poms = files.toList();
            assertThat(poms).hasSizeGreaterThan(10);
            return poms;
        }
    }
}
