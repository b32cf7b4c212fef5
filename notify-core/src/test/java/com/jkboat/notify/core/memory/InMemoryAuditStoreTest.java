package com.jkboat.notify.core.memory;

import com.jkboat.notify.audit.AuditStore;
import com.jkboat.notify.testkit.audit.AuditStoreContract;

class InMemoryAuditStoreTest extends AuditStoreContract {

    @Override
    protected AuditStore open() {
        return new InMemoryAuditStore();
    }
}
