package org.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gantry.domain.scan.ScanHeader;
import org.junit.jupiter.api.Test;

/** Every sample of the real data: what it is read as, or why it is refused. */
class SamplesTest {
    private static final String NODULES = "nodules-m3dv/vol50/";
    private static final String MR = "Modality is MR";

    /** Place to what is said of it: format, slices, rows, columns; or a part of the reason. */
    private static Map<String, String> expected() {
        Map<String, String> expected = new TreeMap<>();
        expected.put("dicom-codecs-mr/compressed_j2k", MR);
        expected.put("dicom-codecs-mr/compressed_jpeg", MR);
        expected.put("dicom-codecs-mr/compressed_jpegls", "TransferSyntaxUID is JPEG-LS");
        expected.put("dicom-codecs-mr/compressed_rle", MR);
        expected.put("dicom-covid-ct-md/cap/cap001", "DICOM 21 512 512 HU");
        expected.put("dicom-covid-ct-md/covid/P001-whole", "DICOM 148 512 512 HU");
        expected.put("dicom-covid-ct-md/normal/normal001", "DICOM 19 512 512 HU");
        expected.put("dicom-signed16-lidc-0001", "DICOM 6 512 512 HU");
        expected.put("dicom-uncompressed-cptac-C3N-00247", "DICOM 10 512 512 HU");
        expected.put("nifti-derived-covid-ct-md/cap_cap001.nii.gz", "NIfTI 42 128 128 HU");
        expected.put("nifti-derived-covid-ct-md/covid_P001.nii.gz", "NIfTI 37 128 128 HU");
        expected.put("nifti-derived-covid-ct-md/normal_normal001.nii.gz", "NIfTI 38 128 128 HU");
        expected.put("nifti-native/nibabel_example_nifti2.nii.gz", "dim[4] is 2");
        expected.put("nifti-native/totalseg_aorta_ct_cropped.nii.gz", "NIfTI 164 126 120 HU");
        expected.put("nifti-native/totalseg_pulmonary_ct_cropped.nii.gz", "NIfTI 112 102 122 HU");
        expected.put("png-stack-luna16/normal/normal_patient_1", "pictures 23 512 512 grey");
        expected.put("png-stack-luna16/normal/normal_patient_2", "pictures 23 512 512 grey");
        expected.put("png-stack-luna16/normal/normal_patient_3", "pictures 25 512 512 grey");
        expected.put("tiff16-covid-ctset-layout/covid/P001/SR_2", "pictures 6 512 512 HU");
        expected.put("tiff16-covid-ctset-layout/normal/normal001/SR_2", "pictures 6 512 512 HU");
        expected.put("tiff16-native-finding-lungs", "pictures 7 512 512 HU");
        return expected;
    }

    private static String said(Inspected inspected) {
        return inspected
                .content()
                .map(content -> {
                    ScanHeader header = content.header();
                    return String.join(
                            " ",
                            inspected.source().reader().format().replaceFirst(" .*", ""),
                            Integer.toString(content.slices()),
                            Integer.toString(header.rows()),
                            Integer.toString(header.columns()),
                            header.intensity().hu() ? "HU" : "grey");
                })
                .orElse(inspected.refused());
    }

    @Test
    void everySampleIsReadOrRefusedForTheRightReason() throws IOException {
        Path data = RealScans.path(".").toAbsolutePath().normalize();
        Map<String, String> said = new TreeMap<>();
        int nodules = 0;
        for (IngestPlan.Item item :
                IngestPlan.look(IngestRequest.unlabelled(List.of(data))).items()) {
            Inspected inspected = Inspected.of(item);
            String place = data.relativize(item.source().place()).toString();
            if (place.startsWith(NODULES)) {
                assertThat(said(inspected)).as(place).isEqualTo("NIfTI 50 50 50 grey");
                nodules++;
            } else {
                said.put(place, said(inspected));
            }
        }
        assertThat(nodules).isEqualTo(240);
        assertThat(said.keySet()).isEqualTo(expected().keySet());
        expected()
                .forEach((place, what) -> assertThat(said.get(place)).as(place).contains(what));
    }
}
