package com.jkboat.notify.message;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that travels with a message, either attached or shown inside the HTML.
 *
 * <p>Immutable; the bytes are copied on the way in. {@link #toString()} tells type and size only.
 *
 * @since 0.1
 */
public final class Attachment {

    /** What common file systems take. */
    private static final int MAX_FILE_NAME = 255;

    /** Type and subtype have at most 127 each (RFC 6838 4.2). */
    private static final int MAX_CONTENT_TYPE = 255;

    private final String fileName;
    private final String contentType;
    private final byte[] content;
    private final Optional<String> contentId;

    private Attachment(String fileName, String contentType, byte[] content, Optional<String> contentId) {
        this.fileName = checkName(Objects.requireNonNull(fileName, "fileName"));
        this.contentType = checkType(contentType);
        this.content = content.clone();
        this.contentId = contentId;
    }

    /**
     * Makes a file the recipient can open or save.
     *
     * @param fileName shown to the recipient; any language, no control characters, at most 255 characters
     * @param contentType such as {@code application/pdf}; parameters allowed, at most 255 characters; not
     *     {@code multipart/*} or {@code message/*}, which may not travel as base64 (RFC 2046 5.1 and 5.2)
     * @throws IllegalArgumentException if one of them is too long, could break out of its header, or names parts inside
     * @since 0.1
     */
    public static Attachment file(String fileName, String contentType, byte[] content) {
        return new Attachment(fileName, contentType, content, Optional.empty());
    }

    /**
     * Makes an image the HTML shows through {@code cid:contentId}.
     *
     * @param contentId letters, digits, dot, dash, underscore and {@code @}; without angle brackets
     * @throws IllegalArgumentException as {@link #file} does, or if the content id holds anything else
     * @since 0.1
     */
    public static Attachment inline(String contentId, String fileName, String contentType, byte[] content) {
        if (!contentId.matches("[A-Za-z0-9._@-]{1,200}")) {
            throw new IllegalArgumentException("a content id must be 1-200 of letters, digits and ._@-");
        }
        return new Attachment(fileName, contentType, content, Optional.of(contentId));
    }

    public String fileName() {
        return fileName;
    }

    public String contentType() {
        return contentType;
    }

    /** Returns a read-only view of the bytes; each call returns a buffer of its own. */
    public ByteBuffer content() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** Returns the id by which the HTML shows it; empty for a plain attachment. */
    public Optional<String> contentId() {
        return contentId;
    }

    @Override
    public String toString() {
        return "Attachment[" + contentType + ", " + content.length + " bytes]";
    }

    private static String checkName(String fileName) {
        return HeaderText.checkLength("file name", HeaderText.check("file name", fileName), MAX_FILE_NAME);
    }

    private static String checkType(String contentType) {
        HeaderText.check("content type", contentType);
        HeaderText.checkLength("content type", contentType, MAX_CONTENT_TYPE);
        if (!contentType.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[ \\x21-\\x7E]*)?")) {
            throw new IllegalArgumentException("a content type must have the form type/subtype[; parameter=value]");
        }
        String lower = contentType.toLowerCase(Locale.ROOT);
        if (lower.startsWith("multipart/") || lower.startsWith("message/")) {
            throw new IllegalArgumentException(
                    "content type must be that of a single file, not multipart/* or message/*, but was: "
                            + contentType);
        }
        return contentType;
    }
}
