package org.gantry.deploy.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.Reader;
import org.gantry.deploy.GantryProcess;
import org.gantry.deploy.PlainConsumer;
import org.gantry.deploy.Published;
import org.gantry.deploy.SearchWatch;
import org.gantry.deploy.TinyRun;

/**
 * Trials on a small search, each on brokers of its own, in which the victim is struck several times one after the
 * other: what it publishes must be what one without a fault did.
 */
final class SearchTrials {
    private static final Set<NodeRole> ROLES = EnumSet.of(NodeRole.SEARCHER, NodeRole.TRAINER);
    private static final int EVENTS = 4 * (2 * TinyRun.STEPS + 1);

    private final Path root;
    private final TinyRun tiny;
    private final Published whole;

    private SearchTrials(Path root, TinyRun tiny, Published whole) {
        this.root = root;
        this.tiny = tiny;
        this.whole = whole;
    }

    /** The data, and a search without a fault. */
    static SearchTrials open(Path root) throws IOException, InterruptedException {
        TinyRun tiny = TinyRun.prepare(root.resolve("phantoms"));
        try (Node node = TinyRun.start(root.resolve("whole"))) {
            tiny.ask(node, TinyRun.SPEC);
            new SearchWatch(node, TinyRun.SPEC).awaitSearched();
            return new SearchTrials(root, tiny, Published.on(new PlainConsumer(node.bootstrapServers())));
        }
    }

    /** Does a trial; says how many processes a supervisor had to start again that nobody had killed. */
    int run(Cell cell) throws IOException, InterruptedException {
        Path directory = root.resolve(cell.fault() + "-" + cell.victim() + "-" + cell.seed());
        try (Site site = Site.open(directory, cell.fault().brokers());
                Node node = feeder(site);
                Reader reader = new Reader(site.cluster().servers())) {
            SearchWatch watch = new SearchWatch(node, TinyRun.SPEC);
            site.start(ROLES);
            cell.fault().prepare(site, cell.victim());
            tiny.ask(node, TinyRun.SPEC);
            watch.awaitEvents(1, alive(site));
            int revived = 0;
            for (int event : when(cell)) {
                revived += revive(site, reader, () -> watch.events() >= event);
                cell.fault().strike(site, cell.victim());
                cell.last(site.cluster(), reader);
                cell.fault().mend(site, cell.victim());
                revived += site.revive() - cell.fault().ended();
            }
            revived += revive(site, reader, watch::ended);
            check(cell, Published.on(new PlainConsumer(site.cluster().servers(), cell.fault() == Fault.POISON)));
            return revived;
        }
    }

    /** After which of the search's events its victim is struck. */
    private static int[] when(Cell cell) {
        return new Random(cell.seed())
                .ints(1, EVENTS - 1)
                .distinct()
                .limit(cell.strikes())
                .sorted()
                .toArray();
    }

    /** Starts again what ends by itself until something is so; says how many did. */
    private static int revive(Site site, Reader reader, BooleanSupplier reached) throws IOException {
        int revived = 0;
        while (!reached.getAsBoolean()) {
            revived += site.revive();
            reader.look();
        }
        return revived;
    }

    private static List<GantryProcess> alive(Site site) {
        return ROLES.stream().map(site::process).toList();
    }

    private static Node feeder(Site site) throws InterruptedException {
        Path directory = site.root().resolve("node");
        return Node.start(new NodeConfig(
                Optional.of(site.cluster().servers()),
                directory,
                0,
                EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER),
                NodeConfig.embedded(directory).devices()));
    }

    /** Draws, alphas, steps and architectures are equal and in the same order, and each is there once. */
    private void check(Cell cell, Published cut) {
        assertThat(cut.draws()).as("draws after %s", cell).isEqualTo(whole.draws());
        assertThat(cut.untimedSteps()).as("steps after %s", cell).isEqualTo(whole.untimedSteps());
        assertThat(cut.untimedArchitectures())
                .as("architectures after %s", cell)
                .isEqualTo(whole.untimedArchitectures())
                .hasSize(TinyRun.EPOCHS);
    }
}
