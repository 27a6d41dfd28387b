package org.gantry.app.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gantry.domain.answer.SigningKey;
import org.gantry.domain.answer.TrustedKey;

/** Keys in files, and where a bundle's signature lies: beside it, as {@code FILE.sig}. */
public final class KeyFile {
    private KeyFile() {}

    /** A key to sign with. */
    public static SigningKey signing(Path file) {
        return SigningKey.of(text(file), file.toString());
    }

    /** A key to verify by. */
    public static TrustedKey trusted(Path file) {
        return TrustedKey.of(text(file), file.toString());
    }

    /** Where the signature of a bundle lies. */
    public static Path signature(Path bundle) {
        return bundle.resolveSibling(bundle.getFileName() + ".sig");
    }

    /** @throws IllegalArgumentException if the file cannot be read */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read; check its path and rights", e);
        }
    }
}
