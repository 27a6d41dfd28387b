package org.gantry.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {
    /** printf 'patient\0Doe^Jane' | openssl dgst -sha256 -mac HMAC -macopt hexkey:000102...1f, first 16 digits. */
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @TempDir
    Path folder;

    @Test
    void aNameIsTheHmacOfTheIdentifier() throws IOException {
        Pseudonyms pseudonyms = new Pseudonyms(Files.writeString(folder.resolve("key"), KEY + "\n"));
        assertThat(pseudonyms.patient("Doe^Jane")).isEqualTo("patient-d8e6675d365a5aa4");
        assertThat(pseudonyms.scan("Doe^Jane")).startsWith("ct-").doesNotContain("d8e6675d365a5aa4");
    }

    @Test
    void aKeyIsMadeOnceForItsOwnerAloneAndOtherKeysGiveOtherNames() throws IOException {
        Path file = folder.resolve("deep/down/key");
        String name = new Pseudonyms(file).patient("1");
        assertThat(new Pseudonyms(file).patient("1")).isEqualTo(name);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining("regex:.*/key");
        assertThat(new Pseudonyms(folder.resolve("other")).patient("1")).isNotEqualTo(name);
    }

    @Test
    void aFileThatHoldsNoKeyIsRefusedByName() throws IOException {
        for (String text : new String[] {"", "short", "0011"}) {
            Path file = Files.writeString(folder.resolve("damaged"), text);
            assertThatThrownBy(() -> new Pseudonyms(file).patient("1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("damaged: holds no key of pseudonyms")
                    .hasMessageContaining("GANTRY_PSEUDONYM_KEY");
        }
    }
}
