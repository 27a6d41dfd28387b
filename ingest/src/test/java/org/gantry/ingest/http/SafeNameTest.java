package org.gantry.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {
    @ParameterizedTest
    @CsvSource({
        "scan.nii.gz, scan.nii.gz",
        "../../etc/passwd, passwd",
        "..\\..\\boot.ini, boot.ini",
        "/etc/shadow, shadow",
        "'', other",
        ".., other",
        "a/.., other",
        ".hidden.nii, hidden.nii",
        "späße 1.nii, sp__e_1.nii",
        "a.part, a_part",
        "a.TMP, a_TMP",
        "'a\u0000b', a_b"
    })
    void aNameThatIsSentLeadsNowhere(String sent, String safe) {
        assertThat(SafeName.of(sent, "other")).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({"200", "1000"})
    void aLongNameKeepsItsEnding(int length) {
        assertThat(SafeName.of("a".repeat(length) + ".nii.gz", "other"))
                .hasSize(100)
                .endsWith("a.nii.gz");
    }
}
