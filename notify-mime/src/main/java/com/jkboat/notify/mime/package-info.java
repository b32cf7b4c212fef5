/** E-mail messages to MIME bytes in one pass. */
@NullMarked
package com.jkboat.notify.mime;

import org.jspecify.annotations.NullMarked;
