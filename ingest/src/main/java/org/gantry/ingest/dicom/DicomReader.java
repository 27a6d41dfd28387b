package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.dicom.PixelFormat.Bits;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.ScanAssembly;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;

/** Reads CT series from DICOM files, of a slice each or of many, a frame at a time. */
public final class DicomReader implements ScanReader {
    private final long maxVoxels;

    /** With the usual limit of size. */
    public DicomReader() {
        this(Scan.MAX_VOXELS);
    }

    /** With a limit of size. */
    public DicomReader(long maxVoxels) {
        this.maxVoxels = maxVoxels;
    }

    @Override
    public String format() {
        return "DICOM";
    }

    @Override
    public boolean accepts(byte[] head) {
        return DicomStream.looksLike(head);
    }

    @Override
    public boolean ofSlices() {
        return true;
    }

    @Override
    public FoundScans find(List<Path> files) throws IOException {
        return new SeriesFinder(this).find(files);
    }

    @Override
    public Scan read(ScanSource source, ScanOrigin origin) throws IOException {
        List<DicomHeader> headers = new ArrayList<>();
        for (Path file : source.files()) {
            DicomHeader header = DicomHeader.read(new ScanFile(file));
            headers.add(header);
            if (!header.slices().get(0).fits(headers.get(0).slices().get(0))) {
                throw misfit(header, headers.get(0));
            }
        }
        SliceStack stack = stack(headers);
        PixelFormat format = headers.get(0).slices().get(0).format();
        checkSize(headers.get(0).file(), format.pixels() * stack.places().size());
        tryFirst(headers.get(0));
        return scan(origin, headers, stack);
    }

    private static SliceStack stack(List<DicomHeader> headers) {
        try {
            return SliceStack.of(
                    headers.stream().flatMap(h -> h.slices().stream()).toList());
        } catch (IllegalArgumentException e) {
            throw headers.get(0)
                    .file()
                    .unreadable(
                            Attribute.POSITION.label(),
                            "and its neighbours' make no volume (" + e.getMessage() + ")",
                            "export the series again");
        }
    }

    /** What to say of a file that is not of its series' shape. */
    static UnreadableScanException misfit(DicomHeader header, DicomHeader first) {
        return header.file()
                .unreadable(
                        Attribute.ORIENTATION.label() + " or size",
                        "is " + header.slices().get(0).shape() + ", not "
                                + first.slices().get(0).shape() + " as in the series",
                        "read it as a scan of its own");
    }

    private void checkSize(ScanFile file, long voxels) {
        if (voxels > maxVoxels) {
            throw file.unreadable(
                    Attribute.ROWS.label(),
                    "and the slices make " + voxels + " voxels, more than " + maxVoxels,
                    "crop or resample the scan");
        }
    }

    /** Decodes a slice before room is made for all, so that a header that lies about its size costs nothing. */
    private static void tryFirst(DicomHeader header) throws IOException {
        try (DicomFile file = DicomFile.open(header.file())) {
            int[] unused = file.frames(
                            header.slices().get(0).format(), header.slices().size())
                    .next();
        }
    }

    private static Scan scan(ScanOrigin origin, List<DicomHeader> headers, SliceStack stack) throws IOException {
        DicomSlice first = stack.places().get(0).get(0);
        Bits bits = first.format().bits();
        boolean eightBits = bits.allocated() == 8;
        ScanAssembly assembly = stack.room();
        Hounsfield hounsfield = new Hounsfield(origin.intensity().hu(eightBits));
        Doubles doubles = new Doubles();
        float[] plane = new float[Math.toIntExact(first.format().pixels())];
        planes(headers, stack, (k, slice, stored) -> {
            hounsfield.plane(slice, stored, plane);
            if (stack.places().get(k).size() > 1) {
                doubles.add(slice, plane);
            }
            if (stack.places().get(k).get(0).equals(slice)) {
                assembly.plane(k, plane);
            }
        });
        assembly.requireFinite(headers.get(0).file());
        List<String> oddities = new ArrayList<>(stack.oddities());
        oddities.addAll(doubles.oddities(stack.places()));
        oddities.addAll(hounsfield.oddities());
        Intensity intensity = assembly.intensity(
                origin.intensity(),
                eightBits,
                first.rescale().scaled(bits.bottom()),
                first.rescale().scaled(bits.top()));
        return assembly.scan(origin, intensity, oddities);
    }

    /** Takes a slice's stored numbers. */
    private interface Planes {
        void take(int place, DicomSlice slice, int[] stored);
    }

    /** Decodes every slice, in the order of files and frames. */
    private static void planes(List<DicomHeader> headers, SliceStack stack, Planes taker) throws IOException {
        Map<DicomSlice, Integer> place = new HashMap<>();
        for (int k = 0; k < stack.places().size(); k++) {
            for (DicomSlice slice : stack.places().get(k)) {
                place.put(slice, k);
            }
        }
        for (DicomHeader header : headers) {
            try (DicomFile file = DicomFile.open(header.file())) {
                Frames frames = file.frames(
                        header.slices().get(0).format(), header.slices().size());
                for (DicomSlice slice : header.slices()) {
                    taker.take(place.getOrDefault(slice, 0), slice, frames.next());
                }
            }
        }
    }
}
