package com.jkboat.notify.smtp;

import com.jkboat.notify.config.Secret;

/** A user with the secret as it is now. */
record SmtpLogin(String user, Secret secret) {

    @Override
    public String toString() {
        return "SmtpLogin[***]";
    }
}
