package org.gantry.app.explain.dicom;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gantry.app.explain.Explanation;
import org.gantry.app.report.CamSlices;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.dicom.write.DataSet;
import org.gantry.ingest.dicom.write.DicomWriter;
import org.gantry.ingest.dicom.write.Vr;

/**
 * A scan with its CAM laid over it, in colours that every viewer shows: a series of Secondary Captures, one a slice
 * (PS3.3, A.8.1).
 */
public final class SecondaryCapture {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.7";
    private static final int CHANNELS = 3;

    private final Explanation explanation;
    private final CamSlices slices;
    private final Origin origin;
    private final Planes planes;

    /** Of what an explanation shows, over the scan's slices. */
    public SecondaryCapture(Explanation explanation, Scan scan) {
        this.explanation = explanation;
        this.slices = new CamSlices(scan, explanation.cam());
        this.origin = new Origin(explanation, "overlay", 2);
        this.planes = new Planes(scan.header().geometry());
    }

    /** Writes the series into a folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int slice = 0; slice < slices.count(); slice++) {
            String name = String.format(Locale.ROOT, "%04d.dcm", slice + 1);
            DicomWriter.write(
                    folder.resolve(name),
                    SOP_CLASS,
                    origin.uid("slice " + slice),
                    origin.attributes().all(image(slice)).all(pixels(slice)));
        }
    }

    private DataSet image(int slice) {
        return new DataSet()
                .text(0x0008_0008, Vr.CS, "DERIVED", "SECONDARY")
                .text(0x0008_0064, Vr.CS, "WSD")
                .text(0x0008_2111, Vr.ST, explanation.title())
                .text(0x0020_0013, Vr.IS, Integer.toString(slice + 1))
                .text(0x0020_0020, Vr.CS)
                .all(planes.position(slice))
                .all(planes.orientation())
                .all(planes.measures());
    }

    private DataSet pixels(int slice) {
        BufferedImage picture = slices.overlay(slice);
        int positions = picture.getWidth() * picture.getHeight();
        byte[] rgb = new byte[CHANNELS * positions + CHANNELS * positions % 2];
        int next = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int pixel = picture.getRGB(x, y);
                rgb[next++] = (byte) (pixel >> 16);
                rgb[next++] = (byte) (pixel >> 8);
                rgb[next++] = (byte) pixel;
            }
        }
        return new DataSet()
                .numbers(0x0028_0002, Vr.US, CHANNELS)
                .text(0x0028_0004, Vr.CS, "RGB")
                .numbers(0x0028_0006, Vr.US, 0)
                .numbers(0x0028_0010, Vr.US, picture.getHeight())
                .numbers(0x0028_0011, Vr.US, picture.getWidth())
                .numbers(0x0028_0100, Vr.US, Byte.SIZE)
                .numbers(0x0028_0101, Vr.US, Byte.SIZE)
                .numbers(0x0028_0102, Vr.US, Byte.SIZE - 1)
                .numbers(0x0028_0103, Vr.US, 0)
                .pixels(0x7fe0_0010, Vr.OB, rgb.length, List.of(rgb));
    }
}
