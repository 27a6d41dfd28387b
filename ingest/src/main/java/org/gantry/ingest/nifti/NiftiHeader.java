package org.gantry.ingest.nifti;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.gantry.ingest.read.RawVolume;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.VoxelFormat;

/**
 * What a NIfTI header says of the voxels that follow it.
 *
 * @param gap bytes between header and first voxel
 * @param volume the voxels
 */
record NiftiHeader(long gap, RawVolume volume) {
    /** The header in the first bytes of a file, which are taken from the stream. */
    static NiftiHeader read(ScanFile file, InputStream in) throws IOException {
        NiftiFields fields = NiftiFields.read(file, in);
        VoxelFormat format = format(file, fields);
        int[] dims = dims(file, fields);
        Placement placement = Placement.of(fields);
        List<String> oddities = placement.oddity().isEmpty() ? List.of() : List.of(placement.oddity());
        return new NiftiHeader(
                offset(file, fields) - fields.length(),
                new RawVolume(fields.bytes().order(), format, dims, placement.geometry(), oddities));
    }

    private static VoxelFormat format(ScanFile file, NiftiFields fields) {
        int code = (int) fields.number(NiftiField.DATATYPE);
        NiftiType type = NiftiType.of(code)
                .orElseThrow(() -> file.unreadable(
                        "datatype", code + " is " + NiftiType.refused(code), "save it as int16 or float32"));
        double slope = fields.number(NiftiField.SCL_SLOPE);
        double inter = fields.number(NiftiField.SCL_INTER);
        // the standard: a slope of 0 means that voxels are not scaled, and then inter means nothing either
        return slope == 0 || !Double.isFinite(slope)
                ? VoxelFormat.unscaled(type.voxel())
                : new VoxelFormat(type.voxel(), slope, Double.isFinite(inter) ? inter : 0);
    }

    private static int[] dims(ScanFile file, NiftiFields fields) {
        long dimensions = (long) fields.number(NiftiField.DIM);
        if (dimensions < 2 || dimensions > 7) {
            throw file.unreadable("dim[0]", "says " + dimensions + " dimensions, not 3", "save one volume as 3D");
        }
        int[] dims = {1, 1, 1};
        for (int i = 1; i <= dimensions; i++) {
            long dim = (long) fields.number(NiftiField.DIM, i);
            if (dim < 1 || dim > RawVolume.MAX_DIM) {
                throw file.unreadable("dim[" + i + "]", "is " + dim, "the header is damaged: convert the scan again");
            }
            if (i <= 3) {
                dims[i - 1] = (int) dim;
            } else if (dim > 1) {
                throw file.unreadable(
                        "dim[" + i + "]", "is " + dim + ": more than one volume", "save each volume as its own file");
            }
        }
        return dims;
    }

    private static long offset(ScanFile file, NiftiFields fields) {
        double offset = fields.number(NiftiField.VOX_OFFSET);
        if (!(offset >= 0 && offset < Integer.MAX_VALUE)) {
            throw file.unreadable("vox_offset", "is " + offset, "the header is damaged: convert the scan again");
        }
        // some writers leave 0, and no voxel can lie within the header
        return Math.max(fields.firstVoxel(), (long) offset);
    }
}
