package org.gantry.ingest.dicom;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.Digest;

/** Slices in one place: whether they are the same is known when their pixels are. */
final class Doubles {
    private final Map<DicomSlice, String> digests = new HashMap<>();

    /** Takes the plane of a slice that is not alone in its place. */
    void add(DicomSlice slice, float[] plane) {
        digests.put(slice, Digest.begin().add(plane).hex());
    }

    /** What was dropped from some places, and whether anything was lost by it. */
    List<String> oddities(List<List<DicomSlice>> places) {
        int same = 0;
        List<DicomSlice> others = new ArrayList<>();
        for (List<DicomSlice> place : places) {
            DicomSlice kept = place.get(0);
            for (DicomSlice slice : place.subList(1, place.size())) {
                if (digests.getOrDefault(slice, "").equals(digests.get(kept))) {
                    same++;
                } else {
                    others.add(slice);
                }
            }
        }
        List<String> oddities = new ArrayList<>();
        if (same > 0) {
            oddities.add(same + " slices are there twice and were dropped");
        }
        if (!others.isEmpty()) {
            oddities.add(others.size() + " slices lie where another does and differ from it, first "
                    + others.get(0).source() + ": those of the lowest InstanceNumber were kept");
        }
        return oddities;
    }
}
