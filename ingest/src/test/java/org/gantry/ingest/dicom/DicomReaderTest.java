package org.gantry.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.Formats;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.ScanOrigin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomReaderTest {
    private static final float[] COUNTED = {-1024, -924, -824, -724, -624, -524, -424, -324, -224, -124, -24, 76};

    @TempDir
    private Path folder;

    private Scan read(DicomFixture fixture) throws IOException {
        return Formats.all().read(fixture.write(folder.resolve("slice.dcm")), ScanOrigin.of("scan"));
    }

    @ParameterizedTest
    @ValueSource(strings = {DicomFixture.EXPLICIT, DicomFixture.IMPLICIT, DicomFixture.BIG, DicomFixture.DEFLATED})
    void everySyntaxWithoutCompressionGivesTheSameNumbers(String syntax) throws IOException {
        Scan scan = read(DicomFixture.slice(5, 1).syntax(syntax));
        assertThat(scan.slices()).containsExactly(COUNTED);
        assertThat(scan.header().rows()).isEqualTo(3);
        assertThat(scan.header().columns()).isEqualTo(4);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.HU);
        assertThat(scan.oddities()).containsExactly("one slice only");
    }

    @ParameterizedTest
    @CsvSource({
        "true, 1.2.840.10008.1.2",
        "true, 1.2.840.10008.1.2.1",
        "true, 1.2.840.10008.1.2.2",
        "false, 1.2.840.10008.1.2.1"
    })
    void sequencesAreSkippedWhateverTheirLength(boolean undefined, String syntax) throws IOException {
        DicomFixture inner = DicomFixture.item().text(0x0008_0060, "CS", "MR").number(0x0028_0010, 99);
        DicomFixture outer = DicomFixture.item().items(0x0040_0008, inner, inner);
        DicomFixture slice = DicomFixture.slice(5, 1).syntax(syntax).items(0x0040_0275, outer, DicomFixture.item());
        if (undefined) {
            slice.undefinedLengths();
            outer.undefinedLengths();
        }
        assertThat(read(slice).slices()).containsExactly(COUNTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {DicomFixture.EXPLICIT, DicomFixture.BIG})
    void anUnknownValueOfUndefinedLengthIsImplicitLittleEndianWithin(String syntax) throws IOException {
        DicomFixture inner = DicomFixture.item().text(0x0011_1001, "LO", "a private value that is long enough");
        assertThat(read(DicomFixture.slice(5, 1).syntax(syntax).unknown(0x0011_1010, inner))
                        .slices())
                .containsExactly(COUNTED);
    }

    @Test
    void aSliceLiesInRasMillimetres() throws IOException {
        Scan scan = read(DicomFixture.slice(5, 1));
        assertThat(scan.header().geometry().origin()).isEqualTo(new Vector3(10, 20, 5));
        assertThat(scan.header().geometry().row()).isEqualTo(new Vector3(0, -2, 0));
        assertThat(scan.header().geometry().column()).isEqualTo(new Vector3(-0.5, 0, 0));
    }

    @Test
    void signAndPlaceOfTheStoredBitsCount() throws IOException {
        short[] cells = new short[12];
        cells[0] = (short) 0xfffc; // 12 bits from bit 2 on: -1, with no overlay bits
        cells[1] = (short) 0x2000; // -2048
        cells[2] = (short) 0x1ffc; // 2047
        cells[3] = (short) 0xc007; // 1, with four bits of something else around
        Scan scan = read(DicomFixture.slice(5, 1)
                .number(0x0028_0102, 13)
                .number(0x0028_0103, 1)
                .text(0x0028_1052, "DS", "0")
                .text(0x0028_1053, "DS", "0.5")
                .pixels(cells));
        assertThat(Arrays.copyOf(scan.slices().get(0), 4)).containsExactly(-0.5f, -1024, 1023.5f, 0.5f);
    }

    @Test
    void eightBitsAreGreyValuesUnlessTheyAreSaidToBeHounsfieldUnits() throws IOException {
        byte[] pixels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, (byte) 200};
        DicomFixture slice = DicomFixture.slice(5, 1)
                .number(0x0028_0100, 8)
                .number(0x0028_0101, 8)
                .number(0x0028_0102, 7)
                .text(0x0028_1052, "DS", "0")
                .bytes(0x7fe0_0010, "OB", pixels);
        Scan scan = read(slice);
        assertThat(scan.header().intensity()).isEqualTo(Intensity.range(0, 255));
        assertThat(scan.slices().get(0)[11]).isEqualTo(200);
        ScanOrigin hu = new ScanOrigin("scan", "patient", "", IntensityChoice.HU);
        assertThat(Formats.all()
                        .read(slice.write(folder.resolve("hu.dcm")), hu)
                        .header()
                        .intensity())
                .isEqualTo(Intensity.HU);
    }

    @Test
    void paddingIsAir() throws IOException {
        Scan one = read(DicomFixture.slice(5, 1).number(0x0028_0120, 1100));
        assertThat(one.slices().get(0)[11]).isEqualTo(-1000);
        assertThat(one.slices().get(0)[10]).isEqualTo(-24);
        Scan range = read(DicomFixture.slice(5, 1).number(0x0028_0120, 1100).number(0x0028_0121, 900));
        assertThat(Arrays.copyOfRange(range.slices().get(0), 8, 12)).containsExactly(-224, -1000, -1000, -1000);
    }

    @Test
    void whatIsBelowEveryTissueIsAirAndIsSaid() throws IOException {
        Scan scan = read(DicomFixture.slice(5, 1).text(0x0028_1052, "DS", "-1124"));
        assertThat(Arrays.copyOf(scan.slices().get(0), 3)).containsExactly(-1000, -1024, -924);
        assertThat(scan.oddities()).contains("1 of 12 voxels were below -1024 HU, where no tissue is: taken as air");
    }

    @Test
    void aScaleThatIsMissingOrNotInHounsfieldUnitsIsSaid() throws IOException {
        assertThat(read(DicomFixture.slice(5, 1).without(0x0028_1053)).oddities())
                .contains("RescaleSlope or RescaleIntercept is missing: 1 and 0 taken");
        assertThat(read(DicomFixture.slice(5, 1).text(0x0028_1054, "LO", "US")).oddities())
                .contains("RescaleType is not HU");
        assertThat(read(DicomFixture.slice(5, 1).text(0x0028_1052, "DS", "0")).oddities())
                .anyMatch(o -> o.contains("although air is -1000"));
    }
}
