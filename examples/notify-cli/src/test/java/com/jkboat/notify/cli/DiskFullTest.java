package com.jkboat.notify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a disk of two megabytes, which Linux lends to a process and its children. */
@EnabledOnOs(OS.LINUX)
class DiskFullTest {

    @TempDir
    private Path folder;

    @Test
    void endsWithOneClearErrorAndSendsEverythingOnceThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String season = ChildRun.of("run", Cli.event("season.ndjson"), "--json", "--data", disk + "/data")
                .shell();
        File log = folder.resolve("run.log").toFile();

        int code = onOwnDisk(
                log,
                "mount -t tmpfs -o size=2m tmpfs " + disk,
                season + "; echo first ended with $?",
                "mount -o remount,size=64m " + disk,
                season + "; echo second ended with $?");

        String said = Files.readString(log.toPath());
        assertThat(code).as(said).isZero();
        assertThat(said)
                .contains("NTF-064 the disk that holds")
                .contains("first ended with 2")
                .contains("\"pending\":0")
                .contains("second ended with 0")
                .doesNotContain("\tat ");
        assertThat(sentIn(said)).isBetween(1, 222);
    }

    private static int sentIn(String said) {
        return Integer.parseInt(said.replaceAll("(?s).*\"sent\":(\\d+).*", "$1"));
    }

    private static int onOwnDisk(File log, String... steps) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("unshare", "--mount"));
        if (!System.getProperty("user.name").equals("root")) {
            words.add("--map-root-user");
        }
        words.addAll(List.of("sh", "-c", String.join("\n", steps)));
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
