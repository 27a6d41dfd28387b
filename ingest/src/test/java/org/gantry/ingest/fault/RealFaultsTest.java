package org.gantry.ingest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gantry.ingest.Formats;
import org.gantry.ingest.RealScans;
import org.gantry.ingest.read.ScanOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real scans have no fault that is said, and what is planted into them is found. The tables of RATIONALE.md are what
 * this prints.
 */
class RealFaultsTest {
    /** More for the tables: {@code -Dplanted=4}. */
    private static final int TIMES = Integer.getInteger("planted", 1);

    /** Prints a line of a table where tables are asked for. */
    private static void show(String line) {
        if (TIMES > 1) {
            System.out.println(line);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "png-stack-luna16",
                "tiff16-covid-ctset-layout",
                "dicom-covid-ct-md",
                "dicom-uncompressed-cptac-C3N-00247",
                "dicom-signed16-lidc-0001",
                "nifti-derived-covid-ct-md",
                "nodules-m3dv/vol50"
            })
    void noFaultIsSaidOfARealScan(String folder) throws IOException {
        Map<String, Looked> scans = FaultTable.scans(RealScans.path(folder));
        assertThat(scans).isNotEmpty();
        int slices = 0;
        for (Map.Entry<String, Looked> scan : scans.entrySet()) {
            assertThat(Diagnosis.of(scan.getValue()).faults()).as(scan.getKey()).isEmpty();
            slices += scan.getValue().pixels().size();
        }
        show("| " + folder + " | " + scans.size() + " | " + slices + " | 0 |");
    }

    @Test
    void noFaultIsSaidOfALungThatWasCutOut() throws IOException {
        List<Looked> scans = new ArrayList<>();
        for (String folder : List.of("png-stack-luna16", "nifti-derived-covid-ct-md", "dicom-covid-ct-md")) {
            scans.addAll(FaultTable.scans(RealScans.path(folder)).values());
        }
        for (Looked scan : scans) {
            assertThat(Diagnosis.of(MadeStack.segmented(scan)).faults()).isEmpty();
        }
    }

    @Test
    void slicesOfSevenPeopleAreNoScan() throws IOException {
        Looked seven = FaultTable.scans(RealScans.path("tiff16-native-finding-lungs"))
                .values()
                .iterator()
                .next();
        assertThat(Diagnosis.of(seven).faults()).anyMatch(f -> f.kind() == FaultKind.DISORDERED);
    }

    @Test
    void plantedFaultsAreFound() throws IOException {
        FaultTable table = new FaultTable();
        for (String folder : List.of("png-stack-luna16", "nifti-derived-covid-ct-md")) {
            for (Looked scan : FaultTable.scans(RealScans.path(folder)).values()) {
                table.plant(scan, TIMES, 1);
            }
        }
        table.plant(
                FaultTable.scans(RealScans.path("dicom-covid-ct-md/covid"))
                        .values()
                        .iterator()
                        .next(),
                TIMES,
                1);
        for (String crop : List.of("totalseg_aorta_ct_cropped", "totalseg_pulmonary_ct_cropped")) {
            Looked scan = FaultTable.looked(
                    Formats.all().read(RealScans.path("nifti-native/" + crop + ".nii.gz"), ScanOrigin.of(crop)));
            assertThat(Diagnosis.of(scan).faults()).as(crop).isEmpty();
            for (Plant plant : Plant.values()) {
                if (plant != Plant.NOT_SEGMENTED) {
                    table.plant(scan, plant, TIMES, 1);
                }
            }
        }
        table.lines().forEach(RealFaultsTest::show);
        for (Plant plant : Plant.values()) {
            FaultTable.Row row = table.row(plant);
            double least = plant == Plant.NOISE_OF_2_PERCENT || plant == Plant.UPSIDE_DOWN ? 0.3 : 0.85;
            assertThat((double) row.found / row.planted).as("found of " + plant).isGreaterThan(least);
            assertThat(row.others).as("besides " + plant).isLessThanOrEqualTo(Math.max(1, row.planted / 12));
        }
    }
}
