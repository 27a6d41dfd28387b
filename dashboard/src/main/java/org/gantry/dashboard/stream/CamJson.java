package org.gantry.dashboard.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.web.Kind;
import org.gantry.web.Shape;

/** CAMs as the HTTP API writes them: their cells; the map at the volume's size is made of these. */
public final class CamJson {
    private static final Kind<Grid> GRID = Shape.<Grid>named("Grid", "Sizes of a volume or of a map.")
            .with("depth", Kind.WHOLE, Grid::depth)
            .with("height", Kind.WHOLE, Grid::height)
            .with("width", Kind.WHOLE, Grid::width)
            .kind();

    private static final Kind<VolumeGeometry> GEOMETRY = Shape.<VolumeGeometry>named(
                    "Geometry",
                    "Cell (d, h, w) is centred at origin + d slice + h row + w column, mm, right, front, head (RAS).")
            .with("origin", Kind.list(Kind.NUMBER), g -> vector(g.origin()))
            .with("slice", Kind.list(Kind.NUMBER), g -> vector(g.slice()))
            .with("row", Kind.list(Kind.NUMBER), g -> vector(g.row()))
            .with("column", Kind.list(Kind.NUMBER), g -> vector(g.column()))
            .kind();

    /** A class activation map. */
    public static final Kind<Cam> CAM = Shape.<Cam>named("Cam", "How much each place of a scan spoke for each class.")
            .with("scan", Kind.TEXT, Cam::scanId)
            .with("modelDigest", Kind.TEXT, Cam::modelDigest)
            .with("label", Kind.TEXT, Cam::label)
            .with("labels", Kind.TEXTS, Cam::labels)
            .with("grid", GRID, cam -> cam.cells().grid().cells())
            .with("geometry", GEOMETRY, Cam::cellGeometry)
            .with("cells", Kind.map(Kind.list(Kind.NUMBER)), CamJson::cells)
            .with(
                    "stride",
                    Kind.list(Kind.NUMBER),
                    cam -> numbers(cam.cells().grid().stride()))
            .with(
                    "shift",
                    Kind.list(Kind.NUMBER),
                    cam -> numbers(cam.cells().grid().shift()))
            .with("volume", GRID, cam -> cam.map().grid())
            .with("volumeGeometry", GEOMETRY, cam -> cam.map().geometry())
            .with("slices", Kind.list(Kind.WHOLE), cam -> whole(cam.slices()))
            .with("sliceScores", Kind.list(Kind.NUMBER), cam -> numbers(cam.sliceScores()))
            .kind();

    private CamJson() {}

    /** Of each class its cells, (depth, height, width) row-major. */
    private static Map<String, List<Number>> cells(Cam cam) {
        Map<String, List<Number>> cells = new LinkedHashMap<>();
        for (int c = 0; c < cam.labels().size(); c++) {
            cells.put(cam.labels().get(c), numbers(cam.cells().values()[c]));
        }
        return cells;
    }

    private static List<Number> vector(Vector3 v) {
        return List.of(v.x(), v.y(), v.z());
    }

    private static List<Number> numbers(double[] values) {
        List<Number> numbers = new ArrayList<>(values.length);
        for (double value : values) {
            numbers.add(value);
        }
        return numbers;
    }

    private static List<Number> numbers(float[] values) {
        List<Number> numbers = new ArrayList<>(values.length);
        for (float value : values) {
            numbers.add(value);
        }
        return numbers;
    }

    private static List<Number> whole(int[] values) {
        List<Number> numbers = new ArrayList<>(values.length);
        for (int value : values) {
            numbers.add(value);
        }
        return numbers;
    }
}
