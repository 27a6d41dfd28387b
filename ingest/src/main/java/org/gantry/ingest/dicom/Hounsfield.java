package org.gantry.ingest.dicom;

import java.util.ArrayList;
import java.util.List;
import org.gantry.ingest.dicom.PixelFormat.Bits;

/** Turns stored numbers into HU, each slice by its own scale, and what was not scanned into air. */
final class Hounsfield {
    /** What stands where nothing was scanned: there is nothing but air around a patient. */
    static final float AIR = -1000;

    /** The least that scanners of 12 bits write; below it there is padding that no attribute tells of. */
    private static final float FLOOR = -1024;

    private final boolean hu;
    private long voxels;
    private long below;

    /** For Hounsfield units, or for grey values, which have no air. */
    Hounsfield(boolean hu) {
        this.hu = hu;
    }

    /** Makes the plane of a slice of its stored numbers, (row, column) row-major. */
    void plane(DicomSlice slice, int[] stored, float[] plane) {
        Rescale rescale = slice.rescale();
        Bits bits = slice.format().bits();
        float nothing = hu ? AIR : (float) Math.min(rescale.scaled(bits.bottom()), rescale.scaled(bits.top()));
        for (int n = 0; n < plane.length; n++) {
            int number = stored[n];
            float value = (float) rescale.scaled(number);
            if (rescale.padding().isPresent() && rescale.padding().get().holds(number)) {
                value = nothing;
            } else if (hu && value < FLOOR) {
                value = AIR;
                below++;
            }
            plane[n] = value;
        }
        voxels += plane.length;
    }

    /** What was odd. */
    List<String> oddities() {
        List<String> oddities = new ArrayList<>();
        if (below > 0) {
            oddities.add(below + " of " + voxels + " voxels were below " + Math.round(FLOOR)
                    + " HU, where no tissue is: taken as air");
        }
        return oddities;
    }
}
