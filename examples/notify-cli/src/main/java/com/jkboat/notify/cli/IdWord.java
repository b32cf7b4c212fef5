package com.jkboat.notify.cli;

import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a notification's id as it is typed. */
final class IdWord implements ITypeConverter<UUID> {

    @Override
    public UUID convert(String word) {
        try {
            return UUID.fromString(word);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("must be an id as show prints it, but was \"" + word + "\"");
        }
    }
}
