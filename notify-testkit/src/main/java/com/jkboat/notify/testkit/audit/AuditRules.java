package com.jkboat.notify.testkit.audit;

/** What a group of rules needs to be tested. */
interface AuditRules {

    /** Returns the stores of the running test, and what to tell them. */
    AuditScene scene();
}
