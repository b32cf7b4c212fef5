package com.jkboat.notify.core.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.jkboat.notify.Event;
import com.jkboat.notify.NotificationStatus;
import com.jkboat.notify.core.eml.EmlFileProvider;
import com.jkboat.notify.core.fake.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker died between claim and record; the folder of files is the evidence. */
class EmlEvidenceTest {

    private final EngineRig rig = new EngineRig();

    @TempDir
    private Path outbox;

    @AfterEach
    void close() {
        rig.close();
    }

    private Event claimedByOneWhoDied() {
        rig.providers.clear();
        rig.providers.add(new EmlFileProvider(outbox));
        Event event = rig.publish(Shop.order());
        rig.leaseAndDie();
        rig.claimAsAnother(event);
        return event;
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(outbox)) {
            return files.count();
        }
    }

    @Test
    void sendsNothingWhereTheFileWasWritten() throws IOException {
        Event event = claimedByOneWhoDied();
        Path file = outbox.resolve(EngineRig.confirmation(event) + ".eml");
        Files.writeString(file, "written before the crash");

        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(rig.find(event).progress().providerMessageId())
                .contains(file.getFileName().toString());
        assertThat(file).hasContent("written before the crash");
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void writesTheFileWhereThereIsNone() throws IOException {
        Event event = claimedByOneWhoDied();

        rig.workAfter(EngineRig.LEASE);

        assertThat(rig.status(event)).isEqualTo(NotificationStatus.SENT);
        assertThat(files()).isEqualTo(1);
    }
}
