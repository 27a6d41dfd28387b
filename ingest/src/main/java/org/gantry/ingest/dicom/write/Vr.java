package org.gantry.ingest.dicom.write;

/** Value representations that are written (PS3.5, 6.2). */
public enum Vr {
    AT(4),
    CS,
    DA,
    DS,
    DT,
    FD(8),
    FL(4),
    IS,
    LO,
    OB(1),
    OF(4),
    OW(2),
    PN,
    SH,
    SQ(1),
    ST,
    TM,
    UI,
    UL(4),
    US(2);

    private final int bytes;

    Vr() {
        this(0);
    }

    /** @param bytes of one number; none in a text */
    Vr(int bytes) {
        this.bytes = bytes;
    }

    boolean text() {
        return bytes == 0;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** Whether its length has 32 bits, after two reserved bytes (PS3.5, 7.1.2). */
    boolean longLength() {
        return this == OB || this == OF || this == OW || this == SQ;
    }

    /** What a text is filled up with to an even length. */
    byte padding() {
        return (byte) (this == UI ? 0 : ' ');
    }
}
