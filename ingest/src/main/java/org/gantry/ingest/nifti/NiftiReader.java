package org.gantry.ingest.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanSource;

/** Reads one volume from a file of NIfTI-1 or NIfTI-2. */
public final class NiftiReader implements ScanReader {
    private final long maxVoxels;

    /** With the usual limit of size. */
    public NiftiReader() {
        this(Scan.MAX_VOXELS);
    }

    /** With a limit of size. */
    public NiftiReader(long maxVoxels) {
        this.maxVoxels = maxVoxels;
    }

    @Override
    public String format() {
        return "NIfTI (.nii, .nii.gz)";
    }

    @Override
    public boolean accepts(byte[] head) {
        return NiftiFields.looksLike(head);
    }

    @Override
    public Scan read(ScanSource source, ScanOrigin origin) throws IOException {
        ScanFile file = new ScanFile(source.first());
        try (InputStream in = file.open()) {
            NiftiHeader header = NiftiHeader.read(file, in);
            header.volume().requireSize(file, "dim", maxVoxels);
            in.skipNBytes(header.gap());
            return header.volume().read(file, in, origin);
        } catch (EOFException | ZipException e) {
            throw file.damaged(e);
        }
    }
}
