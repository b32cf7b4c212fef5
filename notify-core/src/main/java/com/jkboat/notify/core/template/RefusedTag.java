package com.jkboat.notify.core.template;

/** A template file holds something templates must not do; found when the engine opens. */
final class RefusedTag extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedTag(Tag tag, String rule) {
        this(tag.place(), rule);
    }

    RefusedTag(String place, String rule) {
        super(place + " " + rule);
    }
}
