/** The e-mail provider that speaks SMTP. */
@NullMarked
package com.jkboat.notify.smtp;

import org.jspecify.annotations.NullMarked;
