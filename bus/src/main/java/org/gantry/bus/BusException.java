package org.gantry.bus;

import org.jspecify.annotations.Nullable;

/** The bus cannot do what it was asked; the message says what is wrong and what to do. */
public final class BusException extends RuntimeException {
    BusException(String message) {
        this(message, null);
    }

    BusException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
