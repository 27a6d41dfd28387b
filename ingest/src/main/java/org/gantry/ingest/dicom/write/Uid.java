package org.gantry.ingest.dicom.write;

import java.math.BigInteger;
import org.gantry.domain.Digest;

/**
 * A unique identifier that is a function of names: a UUID of version 8 below 2.25 (PS3.5, B.2; RFC 9562, 5.8).
 *
 * @param text digits and dots
 */
public record Uid(String text) {
    private static final int BITS = 128;
    private static final int HEX = 16;

    /** Of these names, in this order. */
    public static Uid of(String... names) {
        Digest digest = Digest.begin();
        for (String name : names) {
            digest.add(name);
        }
        BigInteger bits = new BigInteger(digest.hex().substring(0, BITS / 4), HEX);
        BigInteger versioned = nibble(bits, 76, 0xf, 8); // version 8
        return new Uid("2.25." + nibble(versioned, 62, 0x3, 2)); // variant 10
    }

    private static BigInteger nibble(BigInteger bits, int at, int mask, int value) {
        return bits.andNot(BigInteger.valueOf(mask).shiftLeft(at))
                .or(BigInteger.valueOf(value).shiftLeft(at));
    }
}
