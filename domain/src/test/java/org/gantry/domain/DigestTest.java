package org.gantry.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void fieldsThatRunTogetherAreToldApart() {
        assertThat(Digest.begin().add("ab").add("c").hex())
                .isNotEqualTo(Digest.begin().add("a").add("bc").hex());
        assertThat(Digest.begin().add("").add("a").hex())
                .isNotEqualTo(Digest.begin().add("a").add("").hex());
    }

    @Test
    void aFieldIsDigestedWithItsLength() {
        // sha256 of the four bytes of length 0, computed elsewhere
        assertThat(Digest.begin().add(new byte[0]).hex())
                .isEqualTo("df3f619804a92fdb4057192dc43dd748ea778adc52bc498ce80524c014b81119");
    }

    @Test
    void theDigestOfBytesAloneIsWhatSha256sumSays() {
        assertThat(Digest.of("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void numbersCountBitByBit() {
        assertThat(Digest.begin().add(new float[] {0.0f}).hex())
                .isNotEqualTo(Digest.begin().add(new float[] {-0.0f}).hex());
        assertThat(Digest.begin().add(new float[] {1, 2}).hex())
                .isEqualTo(Digest.begin().add(new float[] {1, 2}).hex());
        assertThat(Digest.begin().add(1).hex())
                .isNotEqualTo(Digest.begin().add(2).hex());
    }
}
