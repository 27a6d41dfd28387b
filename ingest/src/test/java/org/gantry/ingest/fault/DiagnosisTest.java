package org.gantry.ingest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults planted into a made chest are found, and nothing else is. */
class DiagnosisTest {
    private static final int TIMES = 4;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aScanWithoutFaultHasNoneSegmentedOrNot(long seed) {
        Looked chest = MadeStack.chest(30, 96, seed);
        assertThat(Diagnosis.of(chest).faults()).isEmpty();
        assertThat(Diagnosis.of(MadeStack.segmented(chest)).faults()).isEmpty();
        assertThat(Diagnosis.of(chest).order())
                .isEqualTo(IntStream.range(0, 30).boxed().toList());
    }

    /** Two of a hundred in noise are what the chest has itself, and the noise that an 8-bit JPEG keeps is all of it. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOISE_OF_2_PERCENT", "COPY_AS_JPEG", "UPSIDE_DOWN"})
    void aPlantedFaultIsFoundAndNothingElseIs(Plant plant) {
        FaultTable table = new FaultTable();
        for (long seed = 1; seed <= 3; seed++) {
            table.plant(MadeStack.chest(30, 96, seed), plant, TIMES, seed);
        }
        FaultTable.Row row = table.row(plant);
        assertThat(row.found).as("found of " + row.planted).isEqualTo(row.planted);
        assertThat(row.ordered).as("mended of " + row.planted).isEqualTo(row.planted);
        assertThat(row.others).as("said to be at fault besides").isZero();
    }

    @Test
    void slicesSoThinThatNoiseIsMostOfTheirDifferenceAreInOrder() {
        assertThat(Diagnosis.of(MadeStack.chest(900, 128, 1)).faults()).isEmpty();
    }

    @Test
    void aRepeatNamesTheSliceThatItRepeats() {
        Plant.Planted planted = Plant.COPY_BEHIND_IT.into(MadeStack.chest(30, 96, 1), new Random(1));
        int copy = planted.faulty()[0];
        assertThat(Diagnosis.of(planted.scan()).faults())
                .containsExactly(new Diagnosis.Found(copy, FaultKind.REPEATED, "repeats IM" + copy + ".png"));
    }

    @Test
    void aShuffledScanIsPutInOrderWithItsNamesDirection() {
        Looked chest = MadeStack.chest(30, 96, 1);
        List<Integer> order = new ArrayList<>(IntStream.range(0, 30).boxed().toList());
        Collections.reverse(order.subList(0, 12));
        Looked turned =
                MadeStack.with(chest, order.stream().map(chest.pixels()::get).toList());
        assertThat(Diagnosis.of(turned).order())
                .isEqualTo(IntStream.range(0, 30).mapToObj(order::indexOf).toList());
    }

    @Test
    void whatIsMendedIsTheScanWithoutItsFaultsAndSaysWhatWasDone() {
        Looked chest = MadeStack.chest(30, 96, 1);
        List<float[]> slices = new ArrayList<>(chest.pixels());
        slices.add(20, slices.get(9).clone());
        Collections.swap(slices, 4, 15);
        slices.set(26, new float[96 * 96]);
        Looked faulty = MadeStack.with(chest, slices);
        Mended mended = Mended.of(faulty, Diagnosis.of(faulty));
        List<float[]> right = new ArrayList<>(chest.pixels());
        right.remove(25);
        assertThat(mended.pixels()).containsExactlyElementsOf(right);
        assertThat(mended.done())
                .containsExactly(
                        "mended: 1 damaged slice left out: IM27.png holds one value and nothing else",
                        "mended: 1 repeated slice left out: IM21.png repeats IM10.png",
                        "mended: 2 disordered slices put in order: IM16.png belongs behind IM4.png,"
                                + " IM5.png belongs behind IM15.png");
    }

    @Test
    void aSliceThatWasNotSegmentedIsCutToTheLungsOfThoseBeside() {
        Plant.Planted planted = Plant.NOT_SEGMENTED.into(MadeStack.chest(30, 96, 1), new Random(3));
        int at = planted.faulty()[0];
        Mended mended = Mended.of(planted.scan(), Diagnosis.of(planted.scan()));
        assertThat(mended.pixels()).hasSize(30);
        Looked cut = MadeStack.with(planted.scan(), mended.pixels());
        assertThat(Diagnosis.of(cut).faults()).isEmpty();
        assertThat(mended.pixels().get(at))
                .contains(0f)
                .isNotEqualTo(planted.scan().pixels().get(at));
        assertThat(mended.done().get(0))
                .startsWith("mended: 1 non-segmented slice cut to where the slices beside show lungs: IM" + (at + 1));
    }

    @Test
    void fewOrSmallSlicesAreOnlySearchedForEqualOnes() {
        float[] noise = new float[100];
        for (int i = 0; i < 100; i++) {
            noise[i] = i * 31 % 17;
        }
        Looked small = MadeStack.looked(List.of(new float[100], noise, noise.clone(), new float[100]), 10, 10, 0, 255);
        assertThat(Diagnosis.of(small).faults())
                .containsExactly(new Diagnosis.Found(2, FaultKind.REPEATED, "repeats IM2.png"));
    }
}
