package com.jkboat.notify.core.contract;

import com.jkboat.notify.audit.AuditStore;
import java.time.Instant;
import java.util.List;

/** Stores that archive something else than they are asked to, or forget what they archived. */
final class BrokenArchives {

    static final List<BrokenStore> ALL = List.of(
            new BrokenStore("A-16", "archives nothing", store -> archiving(store, (before, most) -> 0)),
            new BrokenStore(
                    "A-16",
                    "archives what is young too",
                    store ->
                            archiving(store, (before, most) -> store.archive(before.plusSeconds(1_000_000_000), most))),
            new BrokenStore(
                    "A-16",
                    "makes its steps too large",
                    store -> archiving(store, (before, most) -> store.archive(before, Integer.MAX_VALUE))),
            new BrokenStore(
                    "A-16",
                    "does not say what it did",
                    store -> archiving(store, (before, most) -> {
                        store.archive(before, most);
                        return 0;
                    })),
            new BrokenStore("A-17", "loses what it archives", store -> archiving(store, store::purge)),
            new BrokenStore("A-18", "forgets what it archives", store -> archiving(store, store::purge)),
            new BrokenStore("A-19", "does not erase what it archived", Forgetful::new),
            new BrokenStore("A-19", "does not purge what it archived", Hoarding::new));

    private BrokenArchives() {}

    private interface Archiving {
        long archive(Instant createdBefore, int most);
    }

    private static AuditStore archiving(AuditStore store, Archiving way) {
        return new StoreWrapper(store) {
            @Override
            public long archive(Instant createdBefore, int most) {
                return way.archive(createdBefore, most);
            }
        };
    }

    /** Knows whether it archived anything. */
    private static class WithArchive extends StoreWrapper {

        private volatile boolean archived;

        WithArchive(AuditStore store) {
            super(store);
        }

        boolean hasArchived() {
            return archived;
        }

        @Override
        public long archive(Instant createdBefore, int most) {
            long moved = store.archive(createdBefore, most);
            archived |= moved > 0;
            return moved;
        }
    }

    private static final class Forgetful extends WithArchive {

        Forgetful(AuditStore store) {
            super(store);
        }

        @Override
        public long erase(String customer) {
            return hasArchived() ? 0 : store.erase(customer);
        }
    }

    private static final class Hoarding extends WithArchive {

        Hoarding(AuditStore store) {
            super(store);
        }

        @Override
        public long purge(Instant createdBefore, int most) {
            return hasArchived() ? 0 : store.purge(createdBefore, most);
        }
    }
}
