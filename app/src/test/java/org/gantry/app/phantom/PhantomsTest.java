package org.gantry.app.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.scan.Scan;
import org.junit.jupiter.api.Test;

class PhantomsTest {
    private static final Phantoms PHANTOMS = Phantoms.of(11);

    @Test
    void theSameSeedAndIndexGiveTheSamePhantom() {
        Phantom a = PHANTOMS.phantom(3, true);
        Phantom b = Phantoms.of(11).phantom(3, true);
        assertThat(a.scan().contentDigest()).isEqualTo(b.scan().contentDigest());
        assertThat(a.lesion()).isEqualTo(b.lesion());
        assertThat(a.scan().contentDigest())
                .isNotEqualTo(PHANTOMS.phantom(4, true).scan().contentDigest())
                .isNotEqualTo(Phantoms.of(12).phantom(3, true).scan().contentDigest());
    }

    @Test
    void itIsCalledSyntheticAndPhantom() {
        Scan scan = PHANTOMS.phantom(7, false).scan();
        assertThat(scan.header().scanId()).isEqualTo("phantom-0007");
        assertThat(scan.header().patientId()).isEqualTo("synthetic-patient-0007");
        assertThat(scan.header().dataset()).startsWith("synthetic");
    }

    @Test
    void onlyAPositiveHasLesionsAndTheyLieInTheLungs() {
        for (int i = 0; i < 10; i++) {
            Phantom positive = PHANTOMS.phantom(i, true);
            assertThat(positive.label()).isEqualTo(Phantoms.POSITIVE);
            assertThat(count(positive.lesion())).isBetween(400, count(positive.lung()) / 4);
            assertThat(where(positive.lesion())).allMatch(v -> positive.lung()[v]);
            Phantom negative = PHANTOMS.phantom(i, false);
            assertThat(negative.label()).isEqualTo(Phantoms.NEGATIVE);
            assertThat(count(negative.lesion())).isZero();
        }
    }

    @Test
    void bothPhantomsOfAnIndexHoldTheSameIntensitiesInLungAndElsewhere() {
        Phantom positive = PHANTOMS.phantom(5, true);
        Phantom negative = PHANTOMS.phantom(5, false);
        assertThat(positive.lung()).isEqualTo(negative.lung());
        assertThat(lungs(positive)).containsExactly(lungs(negative));
        float[] a = hu(positive);
        float[] b = hu(negative);
        assertThat(IntStream.range(0, a.length).filter(v -> !positive.lung()[v]))
                .allMatch(v -> a[v] == b[v]);
    }

    @Test
    void lesionsLieBetweenGroundGlassAndConsolidationAndLungsDoNot() {
        Phantom p = PHANTOMS.phantom(2, true);
        float[] hu = hu(p);
        assertThat(mean(hu, where(p.lesion()))).isBetween(-450.0, -150.0);
        List<Integer> clear =
                where(p.lung()).stream().filter(v -> !p.lesion()[v]).toList();
        assertThat(mean(hu, clear)).isBetween(-870.0, -780.0);
        assertThat(hu).containsAnyOf(-1024f).doesNotContain(Float.NaN);
    }

    @Test
    void geometryIsCentredWithRowsToTheBackAndColumnsToTheLeft() {
        Phantom p = PHANTOMS.phantom(0, true);
        assertThat(p.geometry().at(11.5, 39.5, 39.5).length()).isLessThan(1e-9);
        assertThat(p.geometry().row().y()).isEqualTo(-4);
        assertThat(p.geometry().column().x()).isEqualTo(-4);
        assertThat(p.geometry().slice().z()).isEqualTo(8);
    }

    private static double mean(float[] hu, List<Integer> voxels) {
        return voxels.stream().mapToDouble(v -> hu[v]).average().orElseThrow();
    }

    private static List<Integer> where(boolean[] mask) {
        return IntStream.range(0, mask.length).filter(v -> mask[v]).boxed().toList();
    }

    private static int count(boolean[] mask) {
        return where(mask).size();
    }

    /** All voxels of a phantom, slice after slice. */
    static float[] hu(Phantom p) {
        float[] all = new float[p.grid().positions()];
        int at = 0;
        for (float[] slice : p.scan().slices()) {
            System.arraycopy(slice, 0, all, at, slice.length);
            at += slice.length;
        }
        return all;
    }

    /** The lungs' intensities, sorted. */
    static float[] lungs(Phantom p) {
        float[] hu = hu(p);
        float[] lungs = new float[count(p.lung())];
        int n = 0;
        for (int v : where(p.lung())) {
            lungs[n++] = hu[v];
        }
        Arrays.sort(lungs);
        return lungs;
    }
}
