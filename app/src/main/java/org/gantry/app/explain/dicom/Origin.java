package org.gantry.app.explain.dicom;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gantry.app.Version;
import org.gantry.app.explain.Explanation;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.ingest.dicom.write.DataSet;
import org.gantry.ingest.dicom.write.Uid;
import org.gantry.ingest.dicom.write.Vr;

/**
 * Whose a DICOM object is and where it comes from: patient, study, series, equipment. Identifiers are the pseudonyms of
 * the bus, and UIDs are functions of them: the patient's own never were there.
 *
 * @param explanation what the object shows
 * @param series name of the series within the study
 * @param number of the series
 */
record Origin(Explanation explanation, String series, int number) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONG_TEXT = 64;

    /** A UID of something in this series. */
    Uid uid(String name) {
        return Uid.of(
                header().scanId(),
                explanation.prediction().modelDigest(),
                explanation.cam().label(),
                explanation.cam().cells().method().toString(),
                series,
                name);
    }

    private ScanHeader header() {
        return explanation.scan().header();
    }

    /** Attributes of patient, study, series, frame of reference and equipment. */
    DataSet attributes() {
        var made = explanation.prediction().provenance().time();
        return new DataSet()
                .text(0x0008_0005, Vr.CS, "ISO_IR 192")
                .text(0x0008_0020, Vr.DA)
                .text(0x0008_0023, Vr.DA, DATE.format(made))
                .text(0x0008_0030, Vr.TM)
                .text(0x0008_0033, Vr.TM, TIME.format(made))
                .text(0x0008_0050, Vr.SH)
                .text(0x0008_0060, Vr.CS, "OT")
                .text(0x0008_0070, Vr.LO, "Gantry")
                .text(0x0008_0090, Vr.PN)
                .text(
                        0x0008_103e,
                        Vr.LO,
                        cut("Gantry " + series + " of " + explanation.cam().label()))
                .text(0x0008_1090, Vr.LO, cut(explanation.prediction().model()))
                .text(0x0010_0010, Vr.PN, cut(header().patientId()))
                .text(0x0010_0020, Vr.LO, cut(header().patientId()))
                .text(0x0010_0030, Vr.DA)
                .text(0x0010_0040, Vr.CS)
                .text(0x0012_0062, Vr.CS, "YES")
                .text(0x0012_0063, Vr.LO, "Keyed hashes of identifiers, allow-list of attributes")
                .text(0x0018_1000, Vr.LO, "none")
                .text(0x0018_1020, Vr.LO, cut("gantry " + Version.gantry()))
                .text(0x0020_000d, Vr.UI, Uid.of("study", header().scanId()).text())
                .text(0x0020_000e, Vr.UI, uid("series").text())
                .text(0x0020_0010, Vr.SH)
                .text(0x0020_0011, Vr.IS, Integer.toString(number))
                .text(0x0018_0015, Vr.CS, "CHEST")
                .text(0x0020_0052, Vr.UI, Uid.of("frame", header().scanId()).text())
                .text(0x0020_1040, Vr.LO)
                .text(0x0028_0301, Vr.CS, "NO")
                .text(0x0028_2110, Vr.CS, "00");
    }

    /** The text, as much of it as fits. */
    static String cut(String text) {
        return text.length() <= LONG_TEXT ? text : text.substring(0, LONG_TEXT);
    }
}
