package org.gantry.ingest.nifti;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Vector3;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * Writes NIfTI-1, little endian, packed where the name ends in {@code .gz}: columns, rows, slices as i, j, k, and the
 * geometry as sform. What was written is read back as it was.
 *
 * @param type INT16 and UINT8 take rounded numbers, FLOAT32 takes them as they are
 */
public record NiftiWriter(NiftiType type) {
    private static final int FIRST_VOXEL = 352;
    private static final int MILLIMETRES = 2;
    private static final short SCANNER = 1;

    public NiftiWriter {
        if (type != NiftiType.INT16 && type != NiftiType.FLOAT32 && type != NiftiType.UINT8) {
            throw new IllegalArgumentException("a scan is written as INT16, FLOAT32 or UINT8, not as " + type);
        }
    }

    /** Writes a scan. */
    public void write(Path file, Scan scan) throws IOException {
        Grid grid = new Grid(
                scan.slices().size(), scan.header().rows(), scan.header().columns());
        write(file, grid, scan.slices(), scan.header().geometry());
    }

    /** Writes a volume. */
    public void write(Path file, Volume volume, VolumeGeometry geometry) throws IOException {
        Grid grid = volume.grid();
        int slice = grid.height() * grid.width();
        List<float[]> slices = IntStream.range(0, grid.depth())
                .mapToObj(d -> Arrays.copyOfRange(volume.voxels(), d * slice, (d + 1) * slice))
                .toList();
        write(file, grid, slices, geometry);
    }

    /**
     * Writes slices, (row, column) row-major.
     *
     * @param grid their number, rows and columns
     */
    public void write(Path file, Grid grid, List<float[]> slices, VolumeGeometry geometry) throws IOException {
        boolean gzip = file.getFileName().toString().endsWith(".gz");
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = new BufferedOutputStream(gzip ? new GZIPOutputStream(raw) : raw)) {
            out.write(header(grid, geometry));
            for (float[] slice : slices) {
                out.write(voxels(slice));
            }
        }
    }

    private byte[] header(Grid grid, VolumeGeometry geometry) {
        if (Math.max(grid.depth(), Math.max(grid.height(), grid.width())) > Short.MAX_VALUE) {
            throw new IllegalArgumentException("NIfTI-1 holds at most 32767 voxels along an axis, not " + grid);
        }
        ByteBuffer h = ByteBuffer.allocate(FIRST_VOXEL).order(ByteOrder.LITTLE_ENDIAN);
        h.putInt(0, NiftiFields.NIFTI_1);
        short[] dim = {3, (short) grid.width(), (short) grid.height(), (short) grid.depth(), 1, 1, 1, 1};
        Vector3[] columns = {geometry.column(), geometry.row(), geometry.slice(), geometry.origin()};
        for (int i = 0; i < dim.length; i++) {
            h.putShort(40 + 2 * i, dim[i]);
            h.putFloat(76 + 4 * i, i > 0 && i < 4 ? (float) columns[i - 1].length() : 1);
        }
        h.putShort(70, (short) type.code())
                .putShort(72, (short) (8 * type.voxel().bytes()));
        h.putFloat(108, FIRST_VOXEL).putFloat(112, 1);
        h.put(123, (byte) MILLIMETRES).putShort(254, SCANNER);
        for (int c = 0; c < columns.length; c++) {
            h.putFloat(280 + 4 * c, (float) columns[c].x());
            h.putFloat(296 + 4 * c, (float) columns[c].y());
            h.putFloat(312 + 4 * c, (float) columns[c].z());
        }
        h.put(344, "n+1\0".getBytes(StandardCharsets.ISO_8859_1));
        return h.array();
    }

    private byte[] voxels(float[] slice) {
        ByteBuffer bytes =
                ByteBuffer.allocate(slice.length * type.voxel().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (float v : slice) {
            switch (type) {
                case FLOAT32 -> bytes.putFloat(v);
                case INT16 -> bytes.putShort((short) whole(v));
                default -> bytes.put((byte) whole(v));
            }
        }
        return bytes.array();
    }

    private long whole(float v) {
        long rounded = Math.round((double) v);
        if (Float.isNaN(v)
                || rounded < type.voxel().min()
                || rounded > type.voxel().max()) {
            throw new IllegalArgumentException("voxel " + v + " does not fit " + type + "; write FLOAT32");
        }
        return rounded;
    }
}
