package org.gantry.ingest.dicom;

import java.util.Set;

/**
 * What stands before a value (PS3.5 7.1).
 *
 * @param tag group and element number
 * @param vr value representation; empty where the file does not say it
 * @param length bytes of the value, or {@link #UNDEFINED}
 */
record Element(int tag, String vr, long length) {
    /** The length of a value that ends with a delimiter. */
    static final long UNDEFINED = 0xffff_ffffL;

    static final int ITEM = 0xfffe_e000;
    static final int ITEM_END = 0xfffe_e00d;
    static final int SEQUENCE_END = 0xfffe_e0dd;

    /** The value representations with 16 bits of length; all others, those to come too, have 32 (PS3.5 6.2, 7.1.2). */
    private static final Set<String> SHORT = Set.of(
            "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM",
            "UI", "UL", "US");

    static boolean shortLength(String vr) {
        return SHORT.contains(vr);
    }

    /** True for items and delimiters, which never have a value representation. */
    static boolean structural(int tag) {
        return tag >>> 16 == 0xfffe;
    }

    boolean undefined() {
        return length == UNDEFINED;
    }
}
