package org.gantry.ingest.meta;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.read.Anatomy;
import org.gantry.ingest.read.RawVolume;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.TextHeader;
import org.gantry.ingest.read.VoxelFormat;
import org.gantry.ingest.read.VoxelType;

/**
 * Reads one volume from a MetaImage: header and voxels in one file, or the voxels in a single one beside it (MetaIO).
 */
public final class MetaImageReader implements ScanReader {
    private static final String LAST = "elementdatafile";
    /** A file of the same folder: no folders, no pattern of several files. */
    private static final Pattern BESIDE = Pattern.compile("[^/\\\\:%\\p{Cntrl}]+");

    private static final Vector3[] AXES = {new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)};

    @Override
    public String format() {
        return "MetaImage (.mha, .mhd)";
    }

    @Override
    public boolean accepts(byte[] head) {
        return TextHeader.starts(head, "ObjectType") || TextHeader.starts(head, "NDims");
    }

    @Override
    public Scan read(ScanSource source, ScanOrigin origin) throws IOException {
        ScanFile file = new ScanFile(source.first());
        try (InputStream in = file.open()) {
            TextHeader header = TextHeader.read(file, in, "=", LAST);
            RawVolume volume = volume(file, header);
            String data = header.required(LAST);
            if (data.equalsIgnoreCase("LOCAL")) {
                return scan(file, header, volume, in, origin);
            }
            ScanFile beside = beside(file, data);
            try (InputStream raw = beside.open()) {
                return scan(beside, header, volume, raw, origin);
            }
        } catch (EOFException | ZipException e) {
            throw file.damaged(e);
        }
    }

    private static ScanFile beside(ScanFile file, String data) {
        if (BESIDE.matcher(data).matches() && !data.equals("LIST") && !data.startsWith("..")) {
            try {
                Path path = file.path().resolveSibling(data);
                if (!path.equals(file.path())) {
                    return new ScanFile(path);
                }
            } catch (InvalidPathException e) {
                // the same answer: no file has such a name
            }
        }
        throw file.unreadable("ElementDataFile", "is " + data, "save the scan as one .mha");
    }

    private static Scan scan(ScanFile voxels, TextHeader header, RawVolume volume, InputStream in, ScanOrigin origin)
            throws IOException {
        volume.requireSize(voxels, "DimSize", Scan.MAX_VOXELS);
        boolean packed =
                header.value("compresseddata").filter("true"::equalsIgnoreCase).isPresent();
        return volume.read(voxels, packed ? new InflaterInputStream(in) : in, origin);
    }

    private static RawVolume volume(ScanFile file, TextHeader header) {
        header.requireUsual("objecttype", "Image", "save the scan as an image");
        header.requireUsual("ndims", "3", "save one volume as 3D");
        header.requireUsual("binarydata", "True", "save the voxels as binary");
        header.requireUsual("headersize", "0", "save the scan as one .mha");
        header.requireUsual("elementnumberofchannels", "1", "save one number a voxel");
        boolean bigEndian = header.value("binarydatabyteordermsb", "elementbyteordermsb")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        Vector3[] axes = header.vectors(AXES, "transformmatrix", "rotation", "orientation");
        Vector3 spacing = header.vectors(new Vector3[] {new Vector3(1, 1, 1)}, "elementspacing", "elementsize")[0];
        Vector3[] steps = {axes[0].times(spacing.x()), axes[1].times(spacing.y()), axes[2].times(spacing.z())};
        Vector3 first = header.vectors(new Vector3[] {new Vector3(0, 0, 0)}, "offset", "position", "origin")[0];
        return new RawVolume(
                bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                VoxelFormat.unscaled(type(file, header.required("elementtype"))),
                header.dims("dimsize"),
                // MetaIO's world is x to the left, y to the back
                Anatomy.placed(file, -1, -1, first, steps),
                List.of());
    }

    private static VoxelType type(ScanFile file, String type) {
        return switch (type) {
            case "MET_CHAR" -> VoxelType.INT8;
            case "MET_UCHAR" -> VoxelType.UINT8;
            case "MET_SHORT" -> VoxelType.INT16;
            case "MET_USHORT" -> VoxelType.UINT16;
            case "MET_INT" -> VoxelType.INT32;
            case "MET_UINT" -> VoxelType.UINT32;
            case "MET_FLOAT" -> VoxelType.FLOAT32;
            case "MET_DOUBLE" -> VoxelType.FLOAT64;
            default -> throw file.unreadable("ElementType", "is " + type, "save it as MET_SHORT or MET_FLOAT");
        };
    }
}
