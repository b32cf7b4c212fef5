/**
 * Writes an e-mail as the bytes that go over the wire, in one pass and without a mail library.
 *
 * <p>Enter through {@link com.jkboat.notify.mime.MimeComposer}; everything else stays in this room. Messages come from
 * the engine's render step, bytes go to the providers that send raw mail. There is no reader of MIME here: the tests
 * read the bytes back with two parsers that know nothing of this code.
 */
@NullMarked
package com.jkboat.notify.mime;

import org.jspecify.annotations.NullMarked;
