package com.jkboat.notify.core.memory;

import com.jkboat.notify.message.EmailAddress;
import java.util.Locale;

/** The form of an address in which two are compared. */
final class Addresses {

    private Addresses() {}

    static String key(EmailAddress address) {
        return key(address.address());
    }

    static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
