package org.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    /** Bytes of a scan that is read here. */
    private static final long ONE = Short.BYTES;

    private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();

    /** Says what it begins to read; files called bad are refused, and those called lost are not there. */
    private final ScanReader reader = new ScanReader() {
        @Override
        public String format() {
            return "test";
        }

        @Override
        public boolean accepts(byte[] head) {
            return true;
        }

        @Override
        public Scan read(ScanSource source, ScanOrigin origin) throws IOException {
            begun.add(origin.scanId());
            if (origin.scanId().startsWith("bad")) {
                throw new UnreadableScanException(source.first(), "content", "is bad", "leave it out");
            }
            if (origin.scanId().startsWith("lost")) {
                throw new IOException("the disk is gone");
            }
            return new Scan(
                    origin.header(Intensity.HU, VolumeGeometry.UNKNOWN, 1, 1), List.of(new float[1]), List.of());
        }
    };

    private List<IngestPlan.Item> items(String... names) {
        return Stream.of(names)
                .map(name -> new IngestPlan.Item(
                        ScanSource.file(reader, Path.of(name)), ScanOrigin.of(name), Optional.empty()))
                .toList();
    }

    @Test
    void scansComeInTheirOrderWithThoseThatAreRefused() throws Exception {
        List<String> came = new ArrayList<>();
        try (ReadAhead reading = new ReadAhead(items("a", "bad", "c"))) {
            while (reading.hasNext()) {
                ReadScan read = reading.next();
                came.add(read.scanId() + read.refused());
            }
        }
        assertThat(came).containsExactly("a", "badbad: content is bad; leave it out", "c");
    }

    @Test
    void asManyScansAsThereAreThreadsAndOneMoreAreReadBeforeTheyAreAskedFor() throws Exception {
        try (ReadAhead reading = new ReadAhead(items("a", "b", "c", "d", "e"), 2, 4 * ONE)) {
            assertThat(reading.next().scanId()).isEqualTo("a");
            assertThat(begun.take()).isEqualTo("a");
            assertThat(List.of(begun.take(), begun.take(), begun.take())).containsExactlyInAnyOrder("b", "c", "d");
            assertThat(begun).isEmpty();
        }
    }

    @Test
    void afterALargeScanTheNextOneWaitsUntilItIsAskedFor() throws Exception {
        try (ReadAhead reading = new ReadAhead(items("a", "b", "c"), 2, ONE - 1)) {
            assertThat(reading.next().bytes()).isEqualTo(ONE);
            assertThat(reading.next().scanId()).isEqualTo("b");
            assertThat(begun).containsExactly("a", "b");
            assertThat(reading.hasNext()).isTrue();
        }
    }

    @Test
    void aDiskThatIsAtFaultEndsTheReading() {
        try (ReadAhead reading = new ReadAhead(items("lost"))) {
            assertThatThrownBy(reading::next).isInstanceOf(IOException.class).hasMessage("the disk is gone");
        }
    }
}
