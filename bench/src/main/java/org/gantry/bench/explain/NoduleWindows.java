package org.gantry.bench.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.gantry.bench.explain.GroundTruth.Lesion;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.dataset.Split;
import org.gantry.ingest.nifti.NiftiReader;
import org.gantry.ingest.nifti.NiftiType;
import org.gantry.ingest.nifti.NiftiWriter;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanSource;

/**
 * Windows cut from crops of real CT that have a nodule in their middle: one somewhere about the nodule, and one from a
 * corner, which has none. So the classes differ by something that has a place, wherever in the window.
 */
final class NoduleWindows {
    private static final String WITH = "nodule";
    private static final String WITHOUT = "none";

    /** Voxels of 2 mm, of a crop and of a window; a nodule's centre is at least so many from the window's border. */
    private static final int CROP = 50;

    private static final int WINDOW = 20;
    private static final int MARGIN = 5;
    private static final double VOXEL_MM3 = 8;
    private static final RandomFunction RANDOM = RandomFunction.of(1);

    private final Path learned;
    private final Path others;
    private final List<String> list = new ArrayList<>(List.of("scan,patient,label"));
    private final Map<String, Lesion> lesions = new LinkedHashMap<>();

    private NoduleWindows(Path root) throws IOException {
        learned = Files.createDirectories(root.resolve("learned"));
        others = Files.createDirectories(root.resolve("others"));
    }

    /**
     * Cuts them.
     *
     * @param crops 50x50x50 voxels of 2 mm each
     * @param labels a CSV of names and {@code nodule_voxels_1mm3}: where a nodule ends is not known, so it is a ball of
     *     its volume about the crop's centre
     * @param others how many crops, taken evenly from the list, nothing is learned from
     */
    static GroundTruth cut(Path root, Path crops, Path labels, int others) throws IOException {
        List<CSVRecord> rows = rows(labels);
        if (others >= rows.size()) {
            throw new IllegalArgumentException(
                    labels + " has " + rows.size() + " lines, so --others " + others + " leaves none to learn from");
        }
        NoduleWindows windows = new NoduleWindows(root);
        for (int i = 0; i < rows.size(); i++) {
            CSVRecord row = rows.get(i);
            Path file = crops.resolve(row.get("name") + GroundTruth.NIFTI);
            NiftiReader reader = new NiftiReader();
            Scan crop = reader.read(
                    new ScanSource(reader, List.of(file), Optional.empty(), List.of()), ScanOrigin.of(row.get("name")));
            RandomFunction random = RANDOM.at(i);
            double voxels = Double.parseDouble(row.get("nodule_voxels_1mm3")) / VOXEL_MM3;
            if ((i + 1) * others / rows.size() > i * others / rows.size()) {
                windows.measure(crop, about(random), voxels);
            } else {
                windows.learn(crop, WITH, about(random));
                windows.learn(crop, WITHOUT, corner(random));
            }
        }
        Path own = Files.write(root.resolve("labels.csv"), windows.list);
        return new GroundTruth(
                IngestRequest.labelled(GroundTruth.DATASET, windows.learned, own, Split.seeded(1)),
                windows.others,
                windows.lesions);
    }

    /** Where a window begins that holds the crop's middle. */
    private static int[] about(RandomFunction random) {
        int first = CROP / 2 - WINDOW + MARGIN;
        int[] from = new int[3];
        for (int axis = 0; axis < from.length; axis++) {
            from[axis] = first + random.below(axis, WINDOW - 2 * MARGIN);
        }
        return from;
    }

    /** Where a window begins that lies in one of the crop's corners. */
    private static int[] corner(RandomFunction random) {
        int[] from = new int[3];
        for (int axis = 0; axis < from.length; axis++) {
            from[axis] = random.below(from.length + axis, 2) * (CROP - WINDOW);
        }
        return from;
    }

    private void learn(Scan crop, String label, int[] from) throws IOException {
        String patient = crop.header().scanId();
        String scan = patient + "-" + label;
        write(learned, scan, crop, from);
        list.add(scan + "," + patient + "," + label);
    }

    private void measure(Scan crop, int[] from, double voxels) throws IOException {
        String scan = crop.header().scanId();
        write(others, scan, crop, from);
        double[] centre = new double[3];
        for (int axis = 0; axis < centre.length; axis++) {
            centre[axis] = (CROP - 1) / 2.0 - from[axis];
        }
        Grid grid = new Grid(WINDOW, WINDOW, WINDOW);
        lesions.put(scan, new Lesion(WITH, grid, ball(grid, centre, voxels)));
    }

    private static void write(Path folder, String name, Scan crop, int[] from) throws IOException {
        ScanHeader header = crop.header();
        List<float[]> slices = new ArrayList<>();
        for (int z = from[0]; z < from[0] + WINDOW; z++) {
            float[] whole = crop.slices().get(z);
            float[] slice = new float[WINDOW * WINDOW];
            for (int y = 0; y < WINDOW; y++) {
                System.arraycopy(whole, (from[1] + y) * header.columns() + from[2], slice, y * WINDOW, WINDOW);
            }
            slices.add(slice);
        }
        new NiftiWriter(NiftiType.INT16)
                .write(
                        folder.resolve(name + GroundTruth.NIFTI),
                        new Grid(WINDOW, WINDOW, WINDOW),
                        slices,
                        header.geometry());
    }

    private static List<CSVRecord> rows(Path labels) throws IOException {
        CSVFormat header = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(Files.newBufferedReader(labels), header)) {
            return parser.getRecords();
        }
    }

    /** The voxels of a ball; at least those next to its centre. */
    static boolean[] ball(Grid grid, double[] centre, double voxels) {
        double squaredRadius = Math.max(1, Math.pow(voxels * 3 / (4 * Math.PI), 2.0 / 3));
        boolean[] ball = new boolean[grid.positions()];
        int at = 0;
        for (int z = 0; z < grid.depth(); z++) {
            for (int y = 0; y < grid.height(); y++) {
                for (int x = 0; x < grid.width(); x++) {
                    ball[at++] =
                            squared(z - centre[0]) + squared(y - centre[1]) + squared(x - centre[2]) <= squaredRadius;
                }
            }
        }
        return ball;
    }

    private static double squared(double x) {
        return x * x;
    }
}
