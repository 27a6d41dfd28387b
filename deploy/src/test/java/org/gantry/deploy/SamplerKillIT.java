package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.bus.DeadLetter;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Scan;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.proto.ScanCompleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Samplers are killed with SIGKILL while slices of many scans arrive out of order, again and mixed: every scan becomes
 * complete once, with the content that was sent.
 */
class SamplerKillIT {
    private static final int SCANS = 60;
    private static final int SLICES = RandomScan.SLICES;
    /** How many scans are on their way at a time. */
    private static final int MIXED = 7;

    private static final int CONTRADICTIONS = 5;

    @TempDir
    Path root;

    /** Slices of all scans but one, mixed, a tenth of them twice, and some that belong to no scan. */
    private static List<Slice> mixed(List<Scan> scans, Random random) {
        TreeMap<Double, Slice> order = new TreeMap<>();
        for (int n = 0; n < scans.size(); n++) {
            for (int s = 0; s < SLICES; s++) {
                order.put(n + MIXED * random.nextDouble(), scans.get(n).slice(s));
                if (random.nextInt(10) == 0) {
                    order.put(n + MIXED + random.nextDouble(), scans.get(n).slice(s));
                }
            }
        }
        for (int n = 0; n < CONTRADICTIONS; n++) {
            ScanHeader header = scans.get(n).header();
            order.put(
                    n + MIXED + 1 + random.nextDouble(),
                    new Slice(header, 0, SLICES + 1, new float[RandomScan.SIDE * RandomScan.SIDE]));
        }
        return new ArrayList<>(order.values());
    }

    private static int completed(Node node) {
        return new PlainConsumer(node.bootstrapServers())
                .all("scans.v1", ScanCompleted.parser())
                .size();
    }

    private GantryProcess sampler(Node node, String directory) throws IOException {
        return GantryProcess.start(NodeRole.SAMPLER, node.bootstrapServers(), root.resolve(directory));
    }

    private static void awaitCompleted(Node node, int scans, GantryProcess sampler) {
        while (completed(node) < scans) {
            node.requireHealth();
            sampler.requireAlive();
        }
    }

    @Test
    void everyScanBecomesCompleteOnceWhoeverIsKilledWhenever() throws IOException, InterruptedException {
        List<Scan> scans = new ArrayList<>();
        for (int n = 0; n < SCANS; n++) {
            scans.add(RandomScan.of("scan-" + n, "set", new Random(n)));
        }
        List<Slice> slices = mixed(scans, new Random(1));
        Slice missing = scans.get(3).slice(5);
        slices.removeIf(slice -> slice.index() == 5
                && slice.expected() == SLICES
                && slice.header().equals(missing.header()));
        try (Node node = Node.start(new NodeConfig(
                Optional.empty(),
                root.resolve("node"),
                0,
                EnumSet.of(NodeRole.INGEST),
                NodeConfig.embedded(root).devices()))) {
            List<Future<Long>> published = slices.stream()
                    .map(slice -> node.bus().publish(Topics.SLICES, slice))
                    .toList();
            try (GantryProcess first = sampler(node, "first")) {
                awaitCompleted(node, 8, first);
                first.kill();
            }
            try (GantryProcess second = sampler(node, "first")) {
                awaitCompleted(node, 30, second);
                second.kill();
            }
            Await.result(Future.all(published));
            try (GantryProcess third = sampler(node, "elsewhere")) {
                awaitCompleted(node, SCANS - 1, third);
                assertThat(completed(node)).as("one waits for its last slice").isEqualTo(SCANS - 1);
                Await.result(node.bus().publish(Topics.SLICES, missing));
                awaitCompleted(node, SCANS, third);
            }
            assertThat(contents(node)).isEqualTo(expected(scans));
            assertThat(deadLetters(node)).hasSize(CONTRADICTIONS);
        }
    }

    private static Map<String, String> expected(List<Scan> scans) {
        Map<String, String> expected = new TreeMap<>();
        scans.forEach(scan -> expected.put(scan.header().scanId(), scan.contentDigest()));
        return expected;
    }

    /** Scan id to content digest; a scan that is complete twice is a failure. */
    private static Map<String, String> contents(Node node) {
        Map<String, String> contents = new TreeMap<>();
        for (ScanCompleted scan : new PlainConsumer(node.bootstrapServers()).all("scans.v1", ScanCompleted.parser())) {
            assertThat(contents.put(scan.getHeader().getScanId(), scan.getContentDigest()))
                    .as(scan.getHeader().getScanId())
                    .isNull();
        }
        return contents;
    }

    private static List<DeadLetter> deadLetters(Node node) throws InterruptedException {
        LinkedBlockingQueue<DeadLetter> letters = new LinkedBlockingQueue<>();
        Subscription reading = node.bus().deadLetters(Topics.SLICES, letters::add);
        Await.result(reading.caughtUp().compose(done -> reading.close()));
        assertThat(letters).allSatisfy(letter -> assertThat(letter.reason()).contains("25 slices, not 24"));
        return List.copyOf(letters);
    }
}
