package com.jkboat.notify.core.template;

/** A value a template asked for is missing or of the wrong form; the message never repeats it. */
final class UnusableValue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableValue(String problem) {
        super(problem);
    }
}
