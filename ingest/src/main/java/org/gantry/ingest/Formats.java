package org.gantry.ingest;

import java.util.List;
import org.gantry.ingest.dataset.Pseudonyms;
import org.gantry.ingest.dataset.ScanFinder;
import org.gantry.ingest.dicom.DicomReader;
import org.gantry.ingest.meta.MetaImageReader;
import org.gantry.ingest.nifti.NiftiReader;
import org.gantry.ingest.nrrd.NrrdReader;
import org.gantry.ingest.picture.PictureReader;
import org.gantry.ingest.read.ScanReaders;

/** The formats that Gantry reads. */
public final class Formats {
    private Formats() {}

    /** A reader for each. */
    public static ScanReaders all() {
        return new ScanReaders(List.of(
                new DicomReader(), new NiftiReader(), new NrrdReader(), new MetaImageReader(), new PictureReader()));
    }

    /** Finds scans of all of them. */
    public static ScanFinder finder() {
        return new ScanFinder(all(), Pseudonyms.ofUser());
    }
}
