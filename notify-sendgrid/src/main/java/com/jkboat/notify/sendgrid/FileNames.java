package com.jkboat.notify.sendgrid;

import java.text.Normalizer;

/** Brings file names into ASCII, as SendGrid garbles others: accents go, and what is left becomes underscores. */
final class FileNames {

    private FileNames() {}

    static String ascii(String name) {
        String bare = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return bare.replaceAll("[^\\x20-\\x7E]+", "_");
    }
}
