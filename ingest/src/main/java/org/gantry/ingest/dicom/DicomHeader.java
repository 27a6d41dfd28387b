package org.gantry.ingest.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.ingest.read.ScanFile;

/**
 * What a file of CT slices says before its pixels.
 *
 * @param file which file
 * @param series whose it is
 * @param slices its slices in the order of its frames; all of one shape
 */
record DicomHeader(ScanFile file, Series series, List<DicomSlice> slices) {
    private static final int FRAMES = 1 << 16;

    /**
     * Whose a file is, by its own account; empty where it does not say it.
     *
     * @param uid SeriesInstanceUID
     * @param patient PatientID
     */
    record Series(Optional<String> uid, Optional<String> patient) {}

    DicomHeader {
        slices = List.copyOf(slices);
    }

    /**
     * Reads a file up to its pixels.
     *
     * @throws org.gantry.ingest.read.UnreadableScanException where it is no CT slice
     */
    static DicomHeader read(ScanFile file) throws IOException {
        try (DicomFile opened = DicomFile.open(file)) {
            Attributes attributes = opened.attributes();
            requireCt(attributes);
            Series series = new Series(attributes.text(Attribute.SERIES), attributes.text(Attribute.PATIENT_ID));
            return new DicomHeader(file, series, slices(file, attributes));
        }
    }

    private static void requireCt(Attributes file) {
        String modality = file.text(Attribute.MODALITY).orElse("missing");
        if (!modality.equals("CT")) {
            throw file.refuse(Attribute.MODALITY, "is " + modality + "; Gantry reads CT", "leave this series out");
        }
        if (file.texts(Attribute.IMAGE_TYPE).contains("LOCALIZER")) {
            throw file.refuse(Attribute.IMAGE_TYPE, "says LOCALIZER: a scout, no slice", "it is left out");
        }
        if (file.text(Attribute.BURNED_IN).equals(Optional.of("YES"))) {
            throw file.refuse(
                    Attribute.BURNED_IN,
                    "is YES: the pixels may show who the patient is",
                    "export the series without annotations");
        }
    }

    private static List<DicomSlice> slices(ScanFile file, Attributes attributes) {
        int frames = attributes.integer(Attribute.NUMBER_OF_FRAMES).orElse(1);
        if (frames < 1 || frames > FRAMES) {
            throw attributes.refuse(Attribute.NUMBER_OF_FRAMES, "is " + frames);
        }
        int groups = attributes.items(Attribute.PER_FRAME_GROUPS).size();
        if (groups != 0 && groups != frames) {
            throw attributes.refuse(Attribute.PER_FRAME_GROUPS, "has " + groups + " items for " + frames + " frames");
        }
        PixelFormat format = PixelFormat.of(attributes);
        int number = attributes.integer(Attribute.INSTANCE_NUMBER).orElse(0);
        List<DicomSlice> slices = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            FrameAttributes frame = new FrameAttributes(attributes, f);
            // many frames that only the file as a whole places would all lie in one place
            Optional<SlicePlane> plane = frames > 1 && groups == 0 ? Optional.empty() : SlicePlane.of(frame);
            DicomSlice slice = new DicomSlice(
                    new DicomSlice.Source(file.path(), f, number), plane, format, Rescale.of(frame, format.bits()));
            if (f > 0 && !slice.fits(slices.get(0))) {
                throw attributes.refuse(
                        Attribute.PLANE_ORIENTATION, "differs between frames 1 and " + (f + 1), "split the series");
            }
            slices.add(slice);
        }
        return slices;
    }
}
