package org.gantry.store;

import org.jspecify.annotations.Nullable;

/** A store that cannot be opened, read or written; the message names the directory and the remedy. */
public final class StoreException extends RuntimeException {
    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
