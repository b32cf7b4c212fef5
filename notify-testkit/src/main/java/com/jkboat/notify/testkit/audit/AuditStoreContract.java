package com.jkboat.notify.testkit.audit;

import com.jkboat.notify.audit.AuditStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The numbered rules of {@link AuditStore} as tests; extend it with a way to open a store, and every rule is checked.
 *
 * <p>Some tests let two stores work on one record at once, in threads of their own.
 *
 * @since 0.1
 */
public abstract class AuditStoreContract
        implements ClaimContract,
                EndingContract,
                RecordContract,
                NewsContract,
                FoldContract,
                ContentContract,
                RepetitionContract,
                SearchContract,
                TimelineContract,
                RetentionContract,
                ArchiveContract,
                SharedRecordContract {

    private AuditScene scene;

    /** Opens a store whose record is empty. */
    protected abstract AuditStore open();

    /**
     * Opens another store on the same record, as another process would.
     *
     * <p>By default the first itself, for a record that lives in its store.
     */
    protected AuditStore openSecond(AuditStore first) {
        return first;
    }

    @BeforeEach
    final void openStores() {
        AuditStore first = open();
        scene = new AuditScene(first, openSecond(first));
    }

    @AfterEach
    final void closeStores() {
        scene.close();
    }

    @Override
    public final AuditScene scene() {
        return scene;
    }
}
