package com.jkboat.notify.core.contract;

import com.jkboat.notify.audit.AuditStore;
import java.util.function.UnaryOperator;

/** A store in memory that breaks one rule, by what is put around one that keeps all. */
record BrokenStore(String rule, String fault, UnaryOperator<AuditStore> wrapper) {

    @Override
    public String toString() {
        return rule + ": " + fault;
    }
}
