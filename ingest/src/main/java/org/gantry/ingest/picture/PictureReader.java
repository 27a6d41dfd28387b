package org.gantry.ingest.picture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.fault.Diagnosis;
import org.gantry.ingest.fault.Fault;
import org.gantry.ingest.fault.Faults;
import org.gantry.ingest.fault.Looked;
import org.gantry.ingest.fault.Mended;
import org.gantry.ingest.read.Examined;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;
import org.gantry.ingest.read.VoxelRange;

/**
 * Reads scans that are kept as pictures: all single pictures of a folder are the slices of one scan, feet to head in
 * the order of their names (IM2 before IM10); a TIFF of several pages is a scan of its own. Rows are taken as front to
 * back and columns as right to left.
 */
public final class PictureReader implements ScanReader {
    private static final Pattern NAME = Pattern.compile("(?i).*\\.(png|tiff?|jpe?g)");

    private final long maxVoxels;

    /** With the usual limit of size. */
    public PictureReader() {
        this(Scan.MAX_VOXELS);
    }

    /** With a limit of size. */
    public PictureReader(long maxVoxels) {
        this.maxVoxels = maxVoxels;
    }

    @Override
    public String format() {
        return "pictures (slices as .png, .tif, .jpg)";
    }

    @Override
    public boolean accepts(byte[] head) {
        return PictureFormat.of(head).isPresent();
    }

    @Override
    public boolean ofSlices() {
        return true;
    }

    @Override
    public boolean claims(String fileName) {
        return NAME.matcher(fileName).matches();
    }

    @Override
    public FoundScans find(List<Path> files) throws IOException {
        List<Path> slices = new ArrayList<>();
        List<ScanSource> scans = new ArrayList<>();
        List<Path> damaged = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Path file : files) {
            try (PictureFile picture = PictureFile.open(file)) {
                if (picture.pages() == 1) {
                    slices.add(file);
                } else {
                    scans.add(ScanSource.file(this, file));
                }
            } catch (UnreadableScanException e) {
                damaged.add(file);
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        if (!slices.isEmpty()) {
            // whoever reads the slices says which of them are damaged
            slices.addAll(damaged);
            refused.clear();
            slices.sort(Comparator.comparing(SliceName::of));
            List<String> jumps = SliceNumbers.jumps(
                            slices.stream().map(SliceName::of).toList())
                    .stream()
                    .toList();
            scans.add(0, new ScanSource(this, slices, Optional.empty(), jumps));
        }
        return new FoundScans(scans, refused);
    }

    @Override
    public Scan read(ScanSource source, ScanOrigin origin) throws IOException {
        return examine(source, origin).scan();
    }

    @Override
    public boolean examines() {
        return true;
    }

    @Override
    public Examined examine(ScanSource source, ScanOrigin origin) throws IOException {
        PictureStack stack = new PictureStack(source.files(), origin.mend());
        Slices slices = stack.read(maxVoxels);
        PictureMeaning meaning = PictureMeaning.of(origin.intensity(), slices.type(), slices.range(), slices.divided());
        slices.apply(meaning.format());
        List<String> oddities = new ArrayList<>(stack.oddities());
        oddities.add("pictures say no spacing: steps of 1 mm are taken, and their order as feet to head");
        meaning.guess().ifPresent(oddities::add);
        VoxelRange range = slices.range();
        oddities.addAll(range.oddities(meaning.intensity()));
        if (slices.pixels().size() == 1) {
            oddities.add("one slice only");
        }
        PictureSize size = slices.size();
        Looked looked =
                Examined.looked(slices.pixels(), slices.names(), size.height(), size.width(), meaning.intensity());
        Diagnosis diagnosis = Diagnosis.of(looked);
        List<Fault> found = Examined.faults(looked, diagnosis);
        Mended mended = origin.mend() ? Mended.of(looked, diagnosis) : new Mended(slices.pixels(), Faults.said(found));
        oddities.addAll(mended.done());
        List<Fault> faults = new ArrayList<>(stack.faults());
        faults.addAll(found);
        return new Examined(
                new Scan(
                        origin.header(meaning.intensity(), VolumeGeometry.UNKNOWN, size.height(), size.width()),
                        mended.pixels(),
                        oddities),
                faults);
    }
}
