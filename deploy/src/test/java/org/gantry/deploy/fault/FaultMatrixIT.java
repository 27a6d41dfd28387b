package org.gantry.deploy.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.gantry.app.node.NodeRole;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises under fire. Without properties each fault strikes one role, when a seed says (printed, repeated by
 * {@code -Dgantry.faults.seed=}); with {@code -Dgantry.faults.times=10} each strikes each role so often, as
 * {@code deploy/fault-matrix} does it, and {@code -Dgantry.faults.ledger=FILE} keeps what it came to.
 */
class FaultMatrixIT {
    private static final String ONLY = System.getProperty("gantry.faults.only", "");
    private static final int TIMES = Integer.getInteger("gantry.faults.times", 0);
    private static final long SEED = Long.getLong("gantry.faults.seed", System.nanoTime() & 0xffff);
    private static final Ledger LEDGER = new Ledger(
            Optional.ofNullable(System.getProperty("gantry.faults.ledger")).map(Path::of));
    private static final int IN_A_SEARCH = 5; // strikes
    private static final double NANOS = 1e9;

    @TempDir
    private static Path root;

    private static @Nullable ScanTrials scans;
    private static @Nullable SearchTrials searches;
    private static int brokers;
    private static int opened;

    @AfterAll
    static void close() throws IOException {
        closeScans();
        if (LEDGER.file().isPresent()) {
            System.out.println(LEDGER.table());
        }
    }

    private static void closeScans() {
        if (scans != null) {
            scans.close();
        }
        scans = null;
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostOrDoubledWhateverHappens() throws IOException {
        System.out.println("-Dgantry.faults.seed=" + SEED + " repeats these faults");
        return (TIMES == 0 ? few() : all())
                .stream().map(cell -> DynamicTest.dynamicTest(cell.toString(), () -> tryOut(cell)));
    }

    /** Each fault once. */
    private static List<Cell> few() {
        Random random = new Random(SEED);
        List<Cell> cells = new ArrayList<>();
        // one victim each keeps this short; deploy/fault-matrix strikes them all
        List<NodeRole> victims = List.of(NodeRole.INTERPRETER, NodeRole.SAMPLER);
        for (Fault fault : Fault.values()) {
            boolean other = fault == Fault.STOP || fault == Fault.NETWORK_DELAY || fault == Fault.CORRUPT_STORE;
            cells.add(new Cell(fault, victims.get(other ? 1 : 0), random.nextInt(Short.MAX_VALUE), 1));
        }
        return cells;
    }

    /** Each fault against each role as often as asked, less what the ledger has. */
    private static List<Cell> all() throws IOException {
        Random random = new Random(SEED);
        List<Cell> cells = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (NodeRole victim : NodeRole.values()) {
                if (!fault.strikes(victim) || (!ONLY.isEmpty() && !(fault + ":" + victim).matches(ONLY))) {
                    continue;
                }
                int together = Cell.searches(victim) ? IN_A_SEARCH : 1;
                for (int left = TIMES - LEDGER.good(fault, victim); left > 0; left -= together) {
                    cells.add(new Cell(fault, victim, random.nextInt(Integer.MAX_VALUE), Math.min(together, left)));
                }
            }
        }
        return cells;
    }

    private static void tryOut(Cell cell) throws IOException, InterruptedException {
        String impossible = cell.fault().impossible();
        if (!impossible.isEmpty()) {
            System.err.println(cell + " is left out: " + impossible);
        }
        assumeTrue(impossible.isEmpty(), impossible);
        long begun = System.nanoTime();
        int revived = 0;
        try {
            revived = Cell.searches(cell.victim())
                    ? search().run(cell)
                    : scans(cell.fault().brokers()).run(cell);
            LEDGER.good(cell, revived, (System.nanoTime() - begun) / NANOS);
        } catch (AssertionError | RuntimeException | IOException e) {
            LEDGER.add(cell, "failed", revived, (System.nanoTime() - begun) / NANOS);
            closeScans(); // the next trial shall not pay for this one
            throw e;
        }
        assertThat(revived).as("processes that ended by themselves").isNotNegative();
    }

    private static SearchTrials search() throws IOException, InterruptedException {
        closeScans();
        if (searches == null) {
            searches = SearchTrials.open(root.resolve("searches"));
        }
        return searches;
    }

    private static ScanTrials scans(int wanted) throws IOException, InterruptedException {
        if (scans == null || brokers != wanted) {
            closeScans();
            brokers = wanted;
            scans = ScanTrials.open(root.resolve("scans-" + ++opened), wanted);
        }
        return scans;
    }
}
