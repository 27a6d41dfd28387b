package org.gantry.ingest.dicom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.read.ScanAssembly;

/**
 * The slices of a scan in the order in which they lie, which is not that of the files.
 *
 * @param places for each place the slices there, lowest InstanceNumber first; more than one are doubles
 * @param geometry where the places lie
 * @param oddities what was odd about them
 */
record SliceStack(List<List<DicomSlice>> places, VolumeGeometry geometry, List<String> oddities) {
    /** Slices that are no further apart lie in one place, mm. */
    private static final double SAME_PLACE = 0.01;
    /** Steps may differ by a part of their length, or by rounded positions, mm. */
    private static final double UNEVEN = 0.05;

    private static final double ROUNDED = 0.1;
    private static final double TILT_DEGREES = 1;

    SliceStack {
        places = List.copyOf(places);
        oddities = List.copyOf(oddities);
    }

    /** Slices that fit each other, in any order. */
    static SliceStack of(List<DicomSlice> slices) {
        List<DicomSlice> sorted = new ArrayList<>(slices);
        sorted.sort(Comparator.comparing(DicomSlice::source));
        List<String> oddities = new ArrayList<>();
        slices.stream()
                .map(s -> s.rescale().oddity())
                .filter(o -> !o.isEmpty())
                .distinct()
                .forEach(oddities::add);
        List<SlicePlane> planes =
                slices.stream().flatMap(s -> s.plane().stream()).toList();
        return planes.size() == slices.size()
                ? byPosition(sorted, planes.get(0).normal(), oddities)
                : byNumber(sorted, slices.size() - planes.size(), oddities);
    }

    /** Room for the voxels of all places. */
    ScanAssembly room() {
        PixelFormat format = places.get(0).get(0).format();
        return new ScanAssembly(new int[] {format.columns(), format.rows(), places.size()}, geometry);
    }

    private static SliceStack byNumber(List<DicomSlice> slices, int lost, List<String> oddities) {
        oddities.add("position, orientation or spacing is missing in " + lost + " of " + slices.size()
                + " slices: taken as axial, feet to head by InstanceNumber, voxels of 1 mm");
        return new SliceStack(slices.stream().map(List::of).toList(), VolumeGeometry.UNKNOWN, oddities);
    }

    private static SliceStack byPosition(List<DicomSlice> slices, Vector3 normal, List<String> oddities) {
        // the sort is stable: doubles stay in the order of their numbers
        slices.sort(Comparator.comparingDouble(s -> height(s, normal)));
        List<List<DicomSlice>> places = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (DicomSlice slice : slices) {
            double height = height(slice, normal);
            if (height - last > SAME_PLACE) {
                places.add(new ArrayList<>());
                last = height;
            }
            places.get(places.size() - 1).add(slice);
        }
        places.forEach(p -> p.sort(Comparator.comparing(DicomSlice::source)));
        SlicePlane first = plane(places.get(0));
        Vector3 step = places.size() == 1
                ? normal
                : between(first, plane(places.get(places.size() - 1))).times(1.0 / (places.size() - 1));
        sayTilt(step, normal, oddities);
        saySteps(places, step.length(), oddities);
        return new SliceStack(places, new VolumeGeometry(first.origin(), step, first.row(), first.column()), oddities);
    }

    private static double height(DicomSlice slice, Vector3 normal) {
        return slice.plane().orElseThrow().origin().dot(normal);
    }

    private static SlicePlane plane(List<DicomSlice> place) {
        return place.get(0).plane().orElseThrow();
    }

    private static Vector3 between(SlicePlane from, SlicePlane to) {
        return to.origin().plus(from.origin().times(-1));
    }

    private static void sayTilt(Vector3 step, Vector3 normal, List<String> oddities) {
        double tilt = Math.toDegrees(Math.acos(Math.min(1, Math.abs(step.dot(normal)) / step.length())));
        if (tilt > TILT_DEGREES) {
            oddities.add("slices are shifted against each other, as by a gantry that is tilted by " + Math.round(tilt)
                    + " degrees");
        }
    }

    private static void saySteps(List<List<DicomSlice>> places, double mean, List<String> oddities) {
        List<Double> steps = new ArrayList<>();
        for (int p = 1; p < places.size(); p++) {
            steps.add(between(plane(places.get(p - 1)), plane(places.get(p))).length());
        }
        double median =
                steps.stream().sorted().skip(steps.size() / 2).findFirst().orElse(mean);
        List<Integer> uneven = new ArrayList<>();
        for (int p = 0; p < steps.size(); p++) {
            if (Math.abs(steps.get(p) - median) > Math.max(ROUNDED, UNEVEN * median)) {
                uneven.add(p);
            }
        }
        if (!uneven.isEmpty()) {
            int at = uneven.get(0);
            oddities.add(String.format(
                    Locale.ROOT,
                    "slices are %.2f mm apart, but not in %d of %d steps, first %.2f mm between %s and %s: %.2f mm taken",
                    median,
                    uneven.size(),
                    steps.size(),
                    steps.get(at),
                    places.get(at).get(0).source(),
                    places.get(at + 1).get(0).source(),
                    mean));
        }
    }
}
