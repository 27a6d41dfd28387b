package org.gantry.ingest.http;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Who a DICOM file says that it is, to name it to who sent it.
 *
 * @param classUid its SOP class
 * @param instanceUid its SOP instance; empty where it does not say
 */
record Instance(String classUid, String instanceUid) {
    private static final int PREAMBLE = 128;
    private static final int MAGIC = 0x4449434d;
    private static final int META = 0x0002;
    private static final int CLASS = 0x0002;
    private static final int INSTANCE = 0x0003;
    private static final int LONGEST = 1 << 16;
    private static final int ELEMENTS = 64;
    /** Value representations whose length has four bytes (PS3.5 7.1.2). */
    private static final Set<String> LONG = Set.of("OB", "OW", "UN", "UT", "SQ", "OF", "OD", "OL", "UC", "UR");

    /** Of a file by its meta information (PS3.10 7.1); empty where it is no DICOM file. */
    static Optional<Instance> of(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(stream))) {
            in.skipNBytes(PREAMBLE);
            return in.readInt() == MAGIC ? Optional.of(meta(in)) : Optional.empty();
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static Instance meta(DataInputStream in) throws IOException {
        String classUid = "";
        String instanceUid = "";
        for (int i = 0; i < ELEMENTS && instanceUid.isEmpty() && number(in) == META; i++) {
            int element = number(in);
            String vr = new String(in.readNBytes(2), StandardCharsets.ISO_8859_1);
            int length = number(in);
            if (LONG.contains(vr)) {
                length = Integer.reverseBytes(in.readInt());
            }
            if (length < 0 || length > LONGEST) {
                break;
            }
            String value = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
            if (element == CLASS) {
                classUid = uid(value);
            } else if (element == INSTANCE) {
                instanceUid = uid(value);
            }
        }
        return new Instance(classUid, instanceUid);
    }

    private static int number(DataInputStream in) throws IOException {
        return Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
    }

    private static String uid(String value) {
        return value.replaceAll("[^0-9.]", "");
    }
}
