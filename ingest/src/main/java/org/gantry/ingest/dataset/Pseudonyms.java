package org.gantry.ingest.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gantry.domain.EnvironmentVariable;
import org.jspecify.annotations.Nullable;

/**
 * Names that stand for identifiers: the first 64 bits of HMAC-SHA256 under a key that stays with its owner. One key
 * gives one patient one name, in every scan and run; without the key a name leads nowhere.
 */
public final class Pseudonyms {
    /** Names the file of the key, where it is not the user's own. */
    private static final EnvironmentVariable VARIABLE = EnvironmentVariable.GANTRY_PSEUDONYM_KEY;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NAME_BYTES = 8;

    private final Path file;
    private @Nullable SecretKeySpec key;

    /**
     * Under the key in a file of hexadecimal digits, which is made when the first name is asked for, for its owner
     * alone to read.
     */
    public Pseudonyms(Path file) {
        this.file = file;
    }

    /**
     * Under the user's own key, {@code ~/.gantry/pseudonym.key}, or the one that {@code GANTRY_PSEUDONYM_KEY} names.
     */
    public static Pseudonyms ofUser() {
        return new Pseudonyms(VARIABLE.value()
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".gantry", "pseudonym.key")));
    }

    private synchronized SecretKeySpec key() {
        if (key == null) {
            try {
                create();
                byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
                if (bytes.length < KEY_BYTES / 2) {
                    throw new IllegalArgumentException("it is too short");
                }
                key = new SecretKeySpec(bytes, ALGORITHM);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        file + ": holds no key of pseudonyms, 32 hexadecimal digits or more; restore it, or name"
                                + " another file by " + VARIABLE,
                        e);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        file + ": the key of pseudonyms cannot be kept there; name another file by " + VARIABLE, e);
            }
        }
        return key;
    }

    /** Makes the file where it is missing, whole or not at all; if another process is first, its key counts. */
    private void create() throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path folder = Files.createDirectories(file.toAbsolutePath().normalize().getParent());
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        Path whole = Files.createTempFile(folder, "pseudonym", ".key"); // for its owner alone to read
        Files.writeString(whole, HexFormat.of().formatHex(fresh));
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.delete(whole);
        }
    }

    /** The name of a patient. */
    public String patient(String identifier) {
        return "patient-" + name("patient", identifier);
    }

    /** The name of a scan. */
    public String scan(String identifier) {
        return "ct-" + name("series", identifier);
    }

    private String name(String kind, String identifier) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key());
            mac.update(kind.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] hash = mac.doFinal(identifier.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
