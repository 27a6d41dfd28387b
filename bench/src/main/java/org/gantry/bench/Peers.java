package org.gantry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gantry.domain.network.Strides;

/**
 * PyTorch's times for our networks on another machine, as PEERS.md tells them.
 *
 * @param peak matmul peak of that machine with 2 threads, GFLOP/s
 * @param rows its table
 */
record Peers(double peak, List<Row> rows) {
    private static final Pattern PEAK = Pattern.compile("was \\d+ / (\\d+) GFLOP/s");
    private static final Pattern ROW =
            Pattern.compile("\\| (.+), (ISOTROPIC|ANISOTROPIC) \\| (\\d+) .*\\| (\\d+) .*\\| (\\d+) .*\\|");
    private static final int BLOCKS = 21;

    /**
     * A network's times, median ms.
     *
     * @param name as the table has it
     * @param strides preset
     * @param batch4 training step at 4 volumes 16x64x64
     * @param batch8 training step at 8
     * @param inference one volume 32x128x128
     */
    record Row(String name, Strides strides, double batch4, double batch8, double inference) {
        /** The genotype that the name means. */
        String genotype() {
            return switch (name) {
                case "mixed" -> NetworkBench.MIXED;
                case "all 3x3x3_MBConv3" -> everywhere(0);
                case "all 7x7x7_MBConv4" -> everywhere(6);
                default -> throw new IllegalArgumentException("PEERS.md has a network that is not known: " + name);
            };
        }

        private static String everywhere(int operation) {
            return String.join(",", Collections.nCopies(BLOCKS, Integer.toString(operation)));
        }
    }

    static Peers read(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher peak = PEAK.matcher(text);
        if (!peak.find()) {
            throw new IllegalArgumentException(file + " does not say the machine's matmul peak");
        }
        List<Row> rows = new ArrayList<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            rows.add(new Row(
                    row.group(1),
                    Strides.parse(row.group(2)),
                    Double.parseDouble(row.group(3)),
                    Double.parseDouble(row.group(4)),
                    Double.parseDouble(row.group(5))));
        }
        return new Peers(Double.parseDouble(peak.group(1)), rows);
    }
}
