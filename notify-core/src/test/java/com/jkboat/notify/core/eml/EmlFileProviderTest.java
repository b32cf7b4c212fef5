package com.jkboat.notify.core.eml;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.message.EmailAddress;
import com.jkboat.notify.message.EmailMessage;
import com.jkboat.notify.mime.MimeComposer;
import com.jkboat.notify.provider.EmailProvider;
import com.jkboat.notify.provider.Provider.Reach;
import com.jkboat.notify.provider.SendOutcome.Accepted;
import com.jkboat.notify.provider.SendOutcome.Unavailable;
import com.jkboat.notify.testkit.provider.EmailProviderContract;
import com.jkboat.notify.testkit.provider.ProviderTrouble;
import com.jkboat.notify.testkit.provider.TakenEmail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmlFileProviderTest extends EmailProviderContract {

    @TempDir
    Path parent;

    @Override
    protected EmailProvider open() {
        return new EmlFileProvider(folder());
    }

    @Override
    protected Set<ProviderTrouble> troubles() {
        return Set.of(ProviderTrouble.UNREACHABLE);
    }

    /** A file stands where the folder would be made. */
    @Override
    protected void bring(ProviderTrouble trouble, String address) {
        try {
            Files.createFile(folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void calm() {
        if (Files.isRegularFile(folder())) {
            assertThat(folder().toFile().delete()).isTrue();
        }
    }

    @Override
    protected List<TakenEmail> taken() {
        try (Stream<Path> files = Files.isDirectory(folder()) ? Files.list(folder()) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(EmlFileProviderTest::taken)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Duration longestCall() {
        return Duration.ofSeconds(5);
    }

    @Test
    void writesTheComposedBytesUnderTheIdAndNothingElse() throws IOException {
        UUID id = UUID.randomUUID();
        EmailMessage message = EmailMessage.builder(
                        id, EmailAddress.of("jk@example.com"), EmailAddress.of("anna@example.org"))
                .text("Hi")
                .build();

        EmlFileProvider provider = new EmlFileProvider(folder());

        assertThat(provider.send(message)).isEqualTo(new Accepted(id + ".eml"));
        assertThat(folder().resolve(id + ".eml")).hasBinaryContent(MimeComposer.compose(message));
        assertThat(folder()).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
        assertThat(provider.reach()).isEqualTo(Reach.LOCAL);
    }

    @Test
    void saysWhetherItsFolderCanBeWrittenTo() throws IOException {
        EmlFileProvider provider = new EmlFileProvider(folder());
        assertThat(provider.obstacle()).isEmpty();

        Files.delete(folder());
        Files.createFile(folder());

        assertThat(provider.obstacle())
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be made"));
    }

    @Test
    void canAlwaysTellWhetherItWrote() {
        EmlFileProvider provider = new EmlFileProvider(folder());

        assertThat(provider.lookup(UUID.randomUUID())).containsInstanceOf(Unavailable.class);
    }

    private Path folder() {
        return parent.resolve("outbox");
    }

    private static TakenEmail taken(Path file) {
        try {
            String text = Files.readString(file);
            return new TakenEmail(
                    header("To", text),
                    header("Message-ID", text).replaceAll("[<>]", ""),
                    header("X-Notification-Id", text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(String name, String text) {
        Matcher line = Pattern.compile("(?m)^" + name + ": (.*?)\r?$").matcher(text);
        assertThat(line.find()).isTrue();
        return line.group(1);
    }
}
