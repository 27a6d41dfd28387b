package org.gantry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.gantry.domain.scan.Scan;
import org.gantry.ingest.read.ScanOrigin;
import org.gantry.ingest.read.ScanReader;
import org.gantry.ingest.read.ScanSource;
import org.gantry.ingest.read.UnreadableScanException;

/**
 * Damaged copies of a right file: bytes flipped, numbers enlarged, ends cut. Each is read or refused, nothing else is
 * thrown, and no one takes long; so many of a seed that both happen.
 */
public final class Mutants {
    /** More for the long form: {@code -Dmutants=1200}. */
    private static final int COUNT = Integer.getInteger("mutants", 300);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Random random = new Random(1);
    private final byte[] right;
    private final int header;

    /** Of a right file whose first bytes are the header, which is damaged as often as all the rest. */
    public Mutants(byte[] right, int header) {
        this.right = right.clone();
        this.header = header;
    }

    /** Reads all of them from a path; what is read has the size that its bytes declare. */
    public void areReadOrRefused(ScanReader reader, Path file, DeclaredSize declared) throws IOException {
        assertThat(declared == DeclaredSize.UNKNOWN || declared.of(right).isPresent())
                .isTrue();
        int read = 0;
        int refused = 0;
        for (int n = 0; n < COUNT; n++) {
            byte[] mutant = next();
            Files.write(file, mutant);
            long start = threads.getCurrentThreadCpuTime();
            try {
                Scan scan = ScanSource.file(reader, file).read(ScanOrigin.of("mutant"));
                assertThat(scan.slices()).isNotEmpty();
                declared.of(mutant)
                        .ifPresent(size -> assertThat(sizes(scan)).as("size").containsExactly(size));
                read++;
            } catch (UnreadableScanException e) {
                assertThat(e)
                        .hasMessageStartingWith(String.valueOf(file.getParent()))
                        .hasMessageContaining("; ");
                refused++;
            }
            assertThat(threads.getCurrentThreadCpuTime() - start)
                    .as("CPU time of mutant %d, ns", n)
                    .isLessThan(LONGEST.toNanos());
        }
        assertThat(read).as("mutants read").isGreaterThan(COUNT / 50);
        assertThat(refused).as("mutants refused").isGreaterThan(COUNT / 50);
    }

    private static long[] sizes(Scan scan) {
        long[] sizes = {
            scan.slices().size(), scan.header().rows(), scan.header().columns()
        };
        Arrays.sort(sizes);
        return sizes;
    }

    private byte[] next() {
        byte[] mutant = right.clone();
        switch (random.nextInt(3)) {
            case 0 -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    mutant[place()] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> {
                int at = place();
                int length = Math.min(1 << random.nextInt(4), mutant.length - at);
                byte[] large = {(byte) 0xff, 0x7f, 0x3f, 0x01};
                Arrays.fill(mutant, at, at + length, large[random.nextInt(large.length)]);
            }
            default -> mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length));
        }
        return mutant;
    }

    private int place() {
        return random.nextInt(random.nextBoolean() ? header : right.length);
    }
}
