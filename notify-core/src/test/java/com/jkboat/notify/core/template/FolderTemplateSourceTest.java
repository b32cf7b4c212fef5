package com.jkboat.notify.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jkboat.notify.template.TemplateId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTemplateSourceTest {

    @TempDir
    private Path folder;

    private Path root;
    private FolderTemplateSource source;

    @BeforeEach
    void writeTemplates() throws IOException {
        root = folder.resolve("templates");
        write("templates/greeting/v1/html.hbs", "<p>å</p>");
        write("templates/greeting/v12/html.hbs", "<p>12</p>");
        write("templates/greeting/drafts/html.hbs", "<p>draft</p>");
        write("templates/_layouts/mail.hbs", "layout");
        write("secret.hbs", "secret");
        source = new FolderTemplateSource(root);
    }

    @Test
    void listsTemplatesWithTheirVersionsAndNothingElse() {
        assertThat(source.list())
                .containsExactlyInAnyOrder(TemplateId.of("greeting", 1), TemplateId.of("greeting", 12));
    }

    @Test
    void readsFilesAndIsEmptyWhereThereAreNone() {
        assertThat(source.read("greeting/v1/html.hbs")).contains("<p>å</p>");
        assertThat(source.read("_layouts/mail.hbs")).contains("layout");
        assertThat(source.read("greeting/v1/text.hbs")).isEmpty();
        assertThat(source.read("greeting/v1")).isEmpty();
    }

    @Test
    void hasNoTemplatesWhereThereIsNoFolder() {
        assertThat(new FolderTemplateSource(folder.resolve("nowhere")).list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.hbs",
                "greeting/../../secret.hbs",
                "/etc/passwd",
                "greeting//v1",
                "..\\secret.hbs",
                "greeting/./v1/html.hbs",
                ".hidden",
                "",
                "C:/x",
                "a\u0000b",
                "~/x",
            })
    void refusesPathsThatCouldLeaveTheFolder(String path) {
        assertThatThrownBy(() -> source.read(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALinkThatLeadsOut() throws IOException {
        Files.createSymbolicLink(root.resolve("greeting/v1/link.hbs"), folder.resolve("secret.hbs"));

        assertThatThrownBy(() -> source.read("greeting/v1/link.hbs")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(root.resolve("greeting/v1/text.hbs"), new byte[] {(byte) 0xE5, (byte) 0xFF});

        assertThatThrownBy(() -> source.read("greeting/v1/text.hbs")).isInstanceOf(UncheckedIOException.class);
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
