package com.jkboat.notify.message;

import java.nio.ByteBuffer;
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

    private final String fileName;
    private final String contentType;
    private final byte[] content;
    private final Optional<String> contentId;

    private Attachment(String fileName, String contentType, byte[] content, Optional<String> contentId) {
        this.fileName = HeaderText.check("file name", Objects.requireNonNull(fileName, "fileName"));
        this.contentType = checkType(contentType);
        this.content = content.clone();
        this.contentId = contentId;
    }

    /**
     * Makes a file the recipient can open or save.
     *
     * @param fileName shown to the recipient; any language, no control characters
     * @param contentType such as {@code application/pdf}; parameters allowed
     * @throws IllegalArgumentException if one of them could break out of its header
     * @since 0.1
     */
    public static Attachment file(String fileName, String contentType, byte[] content) {
        return new Attachment(fileName, contentType, content, Optional.empty());
    }

    /**
     * Makes an image the HTML shows through {@code cid:contentId}.
     *
     * @param contentId letters, digits, dot, dash, underscore and {@code @}; without angle brackets
     * @throws IllegalArgumentException if one of the texts could break out of its header
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

    private static String checkType(String contentType) {
        HeaderText.check("content type", contentType);
        if (!contentType.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(;[ \\x21-\\x7E]*)?")) {
            throw new IllegalArgumentException("a content type must have the form type/subtype[; parameter=value]");
        }
        return contentType;
    }
}
