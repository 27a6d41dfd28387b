package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gantry.ingest.dicom.DicomHeader.Series;
import org.gantry.ingest.read.FoundScans;
import org.gantry.ingest.read.ScanFile;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;

/** Puts the files of a folder together to series, from their headers alone. */
final class SeriesFinder {
    private final DicomReader reader;
    private final List<ScanSource> sources = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    SeriesFinder(DicomReader reader) {
        this.reader = reader;
    }

    FoundScans find(List<Path> files) throws IOException {
        Map<Series, List<DicomHeader>> series = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                DicomHeader header = DicomHeader.read(new ScanFile(file));
                series.computeIfAbsent(header.series(), s -> new ArrayList<>()).add(header);
            } catch (UnreadableScanException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        series.forEach((of, headers) -> sources.add(source(of, largest(headers))));
        return new FoundScans(sources, refused);
    }

    /** The most files of one shape; what else has the series' identifier, reformats mostly, is left out and said. */
    private List<DicomHeader> largest(List<DicomHeader> headers) {
        List<List<DicomHeader>> shapes = new ArrayList<>();
        for (DicomHeader header : headers) {
            DicomSlice slice = header.slices().get(0);
            shapes.stream()
                    .filter(s -> slice.fits(s.get(0).slices().get(0)))
                    .findFirst()
                    .orElseGet(() -> {
                        List<DicomHeader> shape = new ArrayList<>();
                        shapes.add(shape);
                        return shape;
                    })
                    .add(header);
        }
        // stable: of two as large the one with the first file
        shapes.sort(Comparator.comparing(s -> -s.size()));
        List<DicomHeader> most = shapes.get(0);
        shapes.stream().skip(1).flatMap(List::stream).forEach(h -> refused.add(other(h, most.get(0))));
        return most;
    }

    private static String other(DicomHeader header, DicomHeader most) {
        return String.valueOf(DicomReader.misfit(header, most).getMessage());
    }

    private ScanSource source(Series series, List<DicomHeader> headers) {
        List<String> oddities = new ArrayList<>();
        if (series.uid().isEmpty()) {
            oddities.add("SeriesInstanceUID is missing: the files of the folder are taken as one series");
        } else if (series.patient().isEmpty()) {
            oddities.add("PatientID is missing: the series counts as a patient of its own");
        }
        String uid = series.uid().orElse("");
        Optional<ScanSource.Identity> identity =
                Optional.of(new ScanSource.Identity(uid, series.patient().orElse(uid)));
        return new ScanSource(reader, headers.stream().map(h -> h.file().path()).toList(), identity, oddities);
    }
}
