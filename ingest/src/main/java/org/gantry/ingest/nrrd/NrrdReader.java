package org.gantry.ingest.nrrd;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
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

/** Reads one volume from an NRRD file that holds header and voxels (teem's "Definition of NRRD File Format"). */
public final class NrrdReader implements ScanReader {
    private static final String MAGIC = "NRRD000";

    @Override
    public String format() {
        return "NRRD (.nrrd)";
    }

    @Override
    public boolean accepts(byte[] head) {
        return TextHeader.starts(head, MAGIC);
    }

    @Override
    public Scan read(ScanSource source, ScanOrigin origin) throws IOException {
        ScanFile file = new ScanFile(source.first());
        try (InputStream in = file.open()) {
            if (!TextHeader.starts(in.readNBytes(MAGIC.length()), MAGIC)) {
                throw file.unreadable("magic", "is not " + MAGIC, "convert the scan again");
            }
            TextHeader header = TextHeader.read(file, in, ": ", "");
            RawVolume volume = volume(file, header);
            volume.requireSize(file, "sizes", Scan.MAX_VOXELS);
            return volume.read(file, unpacked(file, header, in), origin);
        } catch (EOFException | ZipException e) {
            throw file.damaged(e);
        }
    }

    private static InputStream unpacked(ScanFile file, TextHeader header, InputStream in) throws IOException {
        String encoding = header.required("encoding").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "raw" -> in;
            case "gzip", "gz" -> new GZIPInputStream(in);
            default -> throw file.unreadable("encoding", "is " + encoding, "save it as raw or gzip");
        };
    }

    private static RawVolume volume(ScanFile file, TextHeader header) {
        if (header.value("data file", "datafile").isPresent()) {
            throw file.unreadable("data file", "names another file", "save header and voxels as one .nrrd");
        }
        header.requireUsual("dimension", "3", "save one volume as 3D");
        for (String skip : List.of("line skip", "lineskip", "byte skip", "byteskip")) {
            header.requireUsual(skip, "0", "save it without what is to be skipped");
        }
        VoxelType type = type(file, header.required("type").toLowerCase(Locale.ROOT));
        boolean bigEndian = type.bytes() > 1 && big(file, header.required("endian"));
        boolean known = header.value("space", "space directions").isPresent();
        int toRight = known ? toRight(file, header.required("space")) : -1;
        int toFront = known ? toFront(header.required("space")) : -1;
        Vector3[] directions = known ? header.vectors(spacings(header), "space directions") : spacings(header);
        Vector3 first = header.vectors(new Vector3[] {new Vector3(0, 0, 0)}, "space origin")[0];
        return new RawVolume(
                bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                VoxelFormat.unscaled(type),
                header.dims("sizes"),
                Anatomy.placed(file, toRight, toFront, first, directions),
                known ? List.of() : List.of("orientation is not known: axes taken as left, back, head"));
    }

    private static Vector3[] spacings(TextHeader header) {
        Vector3 step = header.vectors(new Vector3[] {new Vector3(1, 1, 1)}, "spacings")[0];
        return new Vector3[] {new Vector3(step.x(), 0, 0), new Vector3(0, step.y(), 0), new Vector3(0, 0, step.z())};
    }

    private static boolean big(ScanFile file, String endian) {
        return switch (endian.toLowerCase(Locale.ROOT)) {
            case "big" -> true;
            case "little" -> false;
            default -> throw file.unreadable("endian", "is " + endian, "convert the scan again");
        };
    }

    private static int toRight(ScanFile file, String space) {
        return switch (space.toLowerCase(Locale.ROOT)) {
            case "right-anterior-superior", "ras" -> 1;
            case "left-posterior-superior", "lps", "left-anterior-superior", "las" -> -1;
            default -> throw file.unreadable("space", "is " + space, "save it in left-posterior-superior");
        };
    }

    private static int toFront(String space) {
        return space.toLowerCase(Locale.ROOT).matches("left-posterior-superior|lps") ? -1 : 1;
    }

    private static VoxelType type(ScanFile file, String type) {
        return switch (type) {
            case "signed char", "int8", "int8_t" -> VoxelType.INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> VoxelType.UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> VoxelType.INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> VoxelType.UINT16;
            case "int", "signed int", "int32", "int32_t" -> VoxelType.INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> VoxelType.UINT32;
            case "float" -> VoxelType.FLOAT32;
            case "double" -> VoxelType.FLOAT64;
            default -> throw file.unreadable("type", "is " + type, "save it as int16 or float");
        };
    }
}
