package org.gantry.ingest;

import java.util.List;
import org.gantry.ingest.dicom.DicomReader;
import org.gantry.ingest.nifti.NiftiReader;
import org.gantry.ingest.read.ScanReaders;

/** The formats that Gantry reads. */
public final class Formats {
    private Formats() {}

    /** A reader for each. */
    public static ScanReaders all() {
        return new ScanReaders(List.of(new NiftiReader(), new DicomReader()));
    }
}
