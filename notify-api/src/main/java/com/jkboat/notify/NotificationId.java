package com.jkboat.notify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Computes the id of a notification from the event, the route and the recipient's role.
 *
 * <p>A name-based UUID (version 5, RFC 4122 4.3), so every process arrives at the same id without asking anyone, and
 * the audit store can refuse the second sending of the same thing. Neither the address, nor the provider, nor the
 * attempt is part of it.
 *
 * @since 0.1
 */
public final class NotificationId {

    /** The namespace all our ids live in; fixed for ever, chosen at random. */
    private static final UUID NAMESPACE = UUID.fromString("3b1c2f4e-6a57-4d0e-9d5c-0c1a5f1f6a8e");

    private NotificationId() {}

    /** Returns the id of what an event owes to a role on a route. */
    public static UUID of(UUID eventId, String route, String role) {
        return nameBased(eventId + "\n" + route + "\n" + role);
    }

    /** Returns the id of the n-th resend of a notification; n counts from 1. */
    public static UUID ofResend(UUID original, int n) {
        return nameBased(original + "\nresend\n" + n);
    }

    private static UUID nameBased(String name) {
        MessageDigest sha1 = sha1();
        sha1.update(bytes(NAMESPACE));
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-1", e);
        }
    }
}
