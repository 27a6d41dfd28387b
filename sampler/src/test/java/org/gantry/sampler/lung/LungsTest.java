package org.gantry.sampler.lung;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LungsTest {
    private static Lungs of(List<float[]> slices) {
        return Lungs.of(slices, MadeBody.SIDE, MadeBody.SIDE, Lungs.THRESHOLD).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theLungsAreInWithVesselsAndWhatGrowsAtThePleura(long seed) {
        Lungs lungs = of(MadeBody.hu(true, seed));
        assertThat(MadeBody.share(lungs, MadeBody.Place::lung)).isGreaterThan(0.99);
        assertThat(MadeBody.share(lungs, p -> p.lung() && p.vessel())).isEqualTo(1);
        assertThat(MadeBody.share(lungs, p -> p.lung() && p.nodule())).isGreaterThan(0.85);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void airOutsideTheTableTheTracheaAndTheBodyAreOut(long seed) {
        Lungs lungs = of(MadeBody.hu(true, seed));
        assertThat(MadeBody.share(lungs, p -> !p.body() && !p.nodule())).isZero();
        assertThat(MadeBody.share(lungs, MadeBody.Place::trachea)).isZero();
        assertThat(MadeBody.share(lungs, p -> p.body() && !p.lung())).isLessThan(0.1);
    }

    @Test
    void aBodyWithoutLungsHasNoneAndAirHasNone() {
        List<float[]> body = MadeBody.hu(false, 1);
        assertThat(Lungs.of(body, MadeBody.SIDE, MadeBody.SIDE, Lungs.THRESHOLD))
                .isEmpty();
        List<float[]> air = body.stream().map(s -> new float[s.length]).toList();
        assertThat(Lungs.of(air, MadeBody.SIDE, MadeBody.SIDE, 1)).isEmpty();
    }

    @Test
    void aMirroredBodyHasMirroredLungs() {
        List<float[]> body = MadeBody.hu(true, 1);
        Lungs lungs = of(body);
        Lungs mirrored = of(body.stream().map(LungsTest::mirrored).toList());
        for (int s = 0; s < MadeBody.SLICES; s++) {
            for (int row = 0; row < MadeBody.SIDE; row++) {
                for (int column = 0; column < MadeBody.SIDE; column++) {
                    assertThat(mirrored.contains(s, row, MadeBody.SIDE - 1 - column))
                            .isEqualTo(lungs.contains(s, row, column));
                }
            }
        }
    }

    private static float[] mirrored(float[] slice) {
        float[] out = new float[slice.length];
        for (int at = 0; at < out.length; at++) {
            out[at] = slice[at / MadeBody.SIDE * MadeBody.SIDE + MadeBody.SIDE - 1 - at % MadeBody.SIDE];
        }
        return out;
    }

    @Test
    void whatIsCutOutKeepsItsNumbersAndTheRestHasOne() {
        List<float[]> body = MadeBody.hu(true, 1);
        Lungs lungs = of(body);
        float[] cut = lungs.cutOut(12, body.get(12), -1350);
        for (int at = 0; at < cut.length; at++) {
            boolean in = lungs.contains(12, at / MadeBody.SIDE, at % MadeBody.SIDE);
            assertThat(cut[at]).isEqualTo(in ? body.get(12)[at] : -1350);
        }
    }

    @Test
    void largerSlicesAreSearchedOnACoarserGrid() {
        List<float[]> body =
                MadeBody.hu(true, 1).stream().map(s -> larger(s, 4)).toList();
        Lungs lungs = Lungs.of(body, 512, 512, Lungs.THRESHOLD).orElseThrow();
        Lungs small = of(MadeBody.hu(true, 1));
        assertThat(lungs.share()).isBetween(0.9 * small.share(), small.share());
        assertThat(lungs.contains(12, 256, 150)).isTrue();
        assertThat(lungs.contains(12, 256, 256)).isFalse();
    }

    private static float[] larger(float[] slice, int times) {
        int side = MadeBody.SIDE * times;
        float[] out = new float[side * side];
        for (int at = 0; at < out.length; at++) {
            int row = at / side / times;
            int column = at % side / times;
            out[at] = slice[row * MadeBody.SIDE + column];
        }
        return out;
    }

    @Test
    void partsAreThoseThatAFloodFinds() {
        Random random = new Random(5);
        for (int n = 0; n < 50; n++) {
            List<Plane> planes = IntStream.range(0, 3)
                    .mapToObj(p -> plane(random, 5, 6, 0.5))
                    .toList();
            int largest = IntStream.range(0, 90)
                    .map(at -> flood(planes, new boolean[90], at))
                    .max()
                    .orElseThrow();
            int kept = new Components(planes)
                    .largest(1, 0).stream()
                            .mapToInt(p -> (int) IntStream.range(0, 30)
                                    .filter(at -> p.in()[at])
                                    .count())
                            .sum();
            assertThat(kept).isEqualTo(largest);
        }
    }

    private static int flood(List<Plane> planes, boolean[] seen, int at) {
        if (seen[at] || !planes.get(at / 30).in()[at % 30]) {
            return 0;
        }
        seen[at] = true;
        int size = 1;
        size += at >= 30 ? flood(planes, seen, at - 30) : 0;
        size += at < 60 ? flood(planes, seen, at + 30) : 0;
        size += at % 30 >= 6 ? flood(planes, seen, at - 6) : 0;
        size += at % 30 < 24 ? flood(planes, seen, at + 6) : 0;
        size += at % 6 > 0 ? flood(planes, seen, at - 1) : 0;
        size += at % 6 < 5 ? flood(planes, seen, at + 1) : 0;
        return size;
    }

    private static Plane plane(Random random, int rows, int columns, double share) {
        boolean[] in = new boolean[rows * columns];
        for (int at = 0; at < in.length; at++) {
            in[at] = random.nextDouble() < share;
        }
        return new Plane(rows, columns, in);
    }

    @Test
    void aDiscReachesWhatIsNoFurtherThanItsRadius() {
        Random random = new Random(6);
        for (int n = 0; n < 50; n++) {
            Plane plane = plane(random, 9, 13, 0.05);
            double radius = 3 * random.nextDouble();
            Plane dilated = plane.dilated(radius);
            for (int at = 0; at < dilated.in().length; at++) {
                int to = at;
                boolean near = IntStream.range(0, dilated.in().length)
                        .filter(from -> plane.in()[from])
                        .anyMatch(from -> Math.hypot(from / 13 - to / 13, from % 13 - to % 13) <= radius + 1e-9);
                assertThat(dilated.in()[at]).isEqualTo(near);
            }
        }
    }
}
