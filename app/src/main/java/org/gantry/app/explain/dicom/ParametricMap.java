package org.gantry.app.explain.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.gantry.app.explain.Explanation;
import org.gantry.domain.answer.ScanCam;
import org.gantry.domain.network.Grid;
import org.gantry.ingest.dicom.write.DataSet;
import org.gantry.ingest.dicom.write.DicomWriter;
import org.gantry.ingest.dicom.write.Uid;
import org.gantry.ingest.dicom.write.Vr;

/** A CAM as a Parametric Map: one object, a frame a slice of the scan, its numbers as they are (PS3.3, A.75). */
public final class ParametricMap {
    private static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.30";
    private static final int POSITION = 0x0020_0032;
    private static final int PLANE_POSITION = 0x0020_9113;
    private static final String FLAVOUR = "DERIVED\\PRIMARY\\VOLUME\\NONE";

    private final Explanation explanation;
    private final ScanCam map;
    private final Origin origin;
    private final Planes planes;

    /** Of what an explanation shows. */
    public ParametricMap(Explanation explanation) {
        this.explanation = explanation;
        this.map = explanation.onScan();
        this.origin = new Origin(explanation, "CAM", 1);
        this.planes = new Planes(map.header().geometry());
    }

    /** Writes it. */
    public void write(Path file) throws IOException {
        DataSet dataSet = origin.attributes().all(image()).all(dimensions()).all(pixels());
        dataSet.items(0x5200_9229, shared());
        dataSet.items(
                0x5200_9230,
                IntStream.range(0, map.grid().depth()).mapToObj(this::frame).toArray(DataSet[]::new));
        DicomWriter.write(file, SOP_CLASS, origin.uid("instance"), dataSet);
    }

    private DataSet image() {
        return new DataSet()
                .text(0x0008_0008, Vr.CS, FLAVOUR.split("\\\\"))
                .text(0x0008_9205, Vr.CS, "MONOCHROME")
                .text(0x0018_9004, Vr.CS, "RESEARCH")
                .text(0x0020_0013, Vr.IS, "1")
                .text(0x0028_0302, Vr.CS, "NO")
                .items(0x0040_0555)
                .text(0x0070_0080, Vr.CS, "CAM")
                .text(0x0070_0081, Vr.LO, Origin.cut(explanation.title()))
                .text(0x0070_0084, Vr.PN, "Gantry")
                .text(0x2050_0020, Vr.CS, "IDENTITY");
    }

    private DataSet dimensions() {
        Uid organisation = origin.uid("dimensions");
        return new DataSet()
                .items(0x0020_9221, new DataSet().text(0x0020_9164, Vr.UI, organisation.text()))
                .items(
                        0x0020_9222,
                        new DataSet()
                                .text(0x0020_9164, Vr.UI, organisation.text())
                                .numbers(0x0020_9165, Vr.AT, POSITION)
                                .numbers(0x0020_9167, Vr.AT, PLANE_POSITION)
                                .text(0x0020_9421, Vr.LO, "Slice"));
    }

    private DataSet shared() {
        return new DataSet()
                .items(0x0020_9116, planes.orientation())
                .items(0x0028_9110, planes.measures())
                .items(
                        0x0028_9145,
                        new DataSet()
                                .decimals(0x0028_1052, 0)
                                .decimals(0x0028_1053, 1)
                                .text(0x0028_1054, Vr.LO, "US"))
                .items(0x0040_9092, new DataSet().text(0x0008_9007, Vr.CS, FLAVOUR.split("\\\\")))
                .items(0x0040_9096, meaning());
    }

    /** What the numbers are: logits. */
    private DataSet meaning() {
        DataSet unit = new DataSet()
                .text(0x0008_0100, Vr.SH, "1")
                .text(0x0008_0102, Vr.SH, "UCUM")
                .text(0x0008_0104, Vr.LO, "no units");
        String what =
                explanation.cam().cells().method() + " of " + explanation.cam().label();
        return new DataSet()
                .text(0x0028_3003, Vr.LO, Origin.cut(what))
                .items(0x0040_08ea, unit)
                .text(0x0040_9210, Vr.SH, "CAM")
                .numbers(0x0040_9213, Vr.FD, Float.MAX_VALUE)
                .numbers(0x0040_9214, Vr.FD, -Float.MAX_VALUE)
                .numbers(0x0040_9224, Vr.FD, 0)
                .numbers(0x0040_9225, Vr.FD, 1);
    }

    private DataSet frame(int slice) {
        return new DataSet()
                .items(0x0020_9111, new DataSet().numbers(0x0020_9157, Vr.UL, slice + 1))
                .items(PLANE_POSITION, planes.position(slice));
    }

    private DataSet pixels() {
        Grid grid = map.grid();
        long length = (long) Float.BYTES * grid.positions();
        float nothing = lowest() - 1;
        return new DataSet()
                .numbers(0x0028_0002, Vr.US, 1)
                .text(0x0028_0004, Vr.CS, "MONOCHROME2")
                .text(0x0028_0008, Vr.IS, Integer.toString(grid.depth()))
                .numbers(0x0028_0010, Vr.US, grid.height())
                .numbers(0x0028_0011, Vr.US, grid.width())
                .numbers(0x0028_0100, Vr.US, Float.SIZE)
                .numbers(0x0028_0122, Vr.FL, nothing)
                .numbers(0x0028_0124, Vr.FL, nothing)
                .pixels(
                        0x7fe0_0008,
                        Vr.OF,
                        length,
                        () -> IntStream.range(0, grid.depth())
                                .mapToObj(slice -> floats(map.slice(slice), nothing))
                                .iterator());
    }

    private float lowest() {
        float lowest = 0;
        for (float value : explanation.cam().map().values()) {
            lowest = Math.min(lowest, value);
        }
        return lowest;
    }

    /** Where the network saw nothing stands the padding value. */
    private static byte[] floats(float[] slice, float nothing) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * slice.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : slice) {
            bytes.putFloat(Float.isNaN(value) ? nothing : value);
        }
        return bytes.array();
    }
}
