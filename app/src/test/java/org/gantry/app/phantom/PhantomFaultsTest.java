package org.gantry.app.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.fault.Diagnosis;
import org.gantry.ingest.fault.FaultKind;
import org.gantry.ingest.read.Examined;
import org.junit.jupiter.api.Test;

/** The search for faults of slices on phantoms, whose anatomy it was not made with. */
class PhantomFaultsTest {
    private static final int PHANTOMS = 240;

    private static Diagnosis diagnosis(Scan scan, List<float[]> slices) {
        return Diagnosis.of(Examined.looked(
                slices,
                IntStream.range(0, slices.size()).mapToObj(i -> "slice " + i).toList(),
                scan.header().rows(),
                scan.header().columns(),
                scan.header().intensity()));
    }

    @Test
    void noFaultIsSaidOfAPhantom() {
        Phantoms phantoms = Phantoms.of(1);
        for (int i = 0; i < PHANTOMS; i++) {
            Scan scan = phantoms.phantom(i, i % 2 == 1).scan();
            assertThat(diagnosis(scan, scan.slices()).faults())
                    .as(scan.header().scanId())
                    .isEmpty();
        }
    }

    @Test
    void repeatsAndDisorderAreFound() {
        Phantoms phantoms = Phantoms.of(2);
        for (int i = 0; i < 20; i++) {
            Scan scan = phantoms.phantom(i, i % 2 == 1).scan();
            List<float[]> repeated = new ArrayList<>(scan.slices());
            repeated.add(20, repeated.get(5).clone());
            assertThat(diagnosis(scan, repeated).faults())
                    .containsExactly(new Diagnosis.Found(20, FaultKind.REPEATED, "repeats slice 5"));
            List<float[]> exchanged = new ArrayList<>(scan.slices());
            Collections.swap(exchanged, 6, 15);
            assertThat(diagnosis(scan, exchanged).faults())
                    .extracting(Diagnosis.Found::kind)
                    .containsOnly(FaultKind.DISORDERED);
        }
    }
}
