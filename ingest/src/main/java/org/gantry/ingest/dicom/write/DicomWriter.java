package org.gantry.ingest.dicom.write;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a data set as a file (PS3.10, 7.1). */
public final class DicomWriter {
    private static final int PREAMBLE = 128;
    private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
    private static final Uid IMPLEMENTATION = Uid.of("gantry");

    private DicomWriter() {}

    /**
     * Writes it.
     *
     * @param sopClass UID of what the data set is an instance of
     * @param instance the data set's own
     */
    public static void write(Path file, String sopClass, Uid instance, DataSet dataSet) throws IOException {
        dataSet.text(0x0008_0016, Vr.UI, sopClass).text(0x0008_0018, Vr.UI, instance.text());
        DataSet meta = new DataSet()
                .pixels(0x0002_0001, Vr.OB, 2, List.of(new byte[] {0, 1}))
                .text(0x0002_0002, Vr.UI, sopClass)
                .text(0x0002_0003, Vr.UI, instance.text())
                .text(0x0002_0010, Vr.UI, EXPLICIT_LITTLE_ENDIAN)
                .text(0x0002_0012, Vr.UI, IMPLEMENTATION.text());
        meta.numbers(0x0002_0000, Vr.UL, (double) meta.length());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[PREAMBLE]);
            out.write("DICM".getBytes(StandardCharsets.US_ASCII));
            meta.write(out);
            dataSet.write(out);
        }
    }
}
