package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.Sharing;
import org.gantry.proto.Draw;
import org.gantry.proto.StepTaken;
import org.gantry.proto.WeightsShared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One search shared by two trainers gives the same, bit by bit, whether one process does both shares or two processes
 * do, of which one is killed with SIGKILL.
 */
class SharedSearchIT {
    private static final Sharing SHARING = TinyRun.SHARED.search().sharing();
    static final RunSpec SPEC = TinyRun.SHARED;

    /** Draws and steps of the second epoch: the kill comes in its midst. */
    private static final int EVENTS_BEFORE_THE_KILL = 14;

    @TempDir
    Path root;

    /**
     * What a search left on the topics.
     *
     * @param draws its draws
     * @param steps the steps of each share
     * @param given digests of the weights that each share gave to be averaged
     */
    private record Left(List<Draw> draws, Map<String, List<StepTaken>> steps, Map<Integer, List<String>> given) {
        List<StepTaken> of(Share share) {
            return steps.getOrDefault(SPEC.searchJob(share), List.of());
        }

        static Left on(Node node) {
            PlainConsumer consumer = new PlainConsumer(node.bootstrapServers());
            Published published = Published.on(consumer);
            return new Left(
                    published.draws(),
                    published.untimedSteps().stream().collect(Collectors.groupingBy(StepTaken::getJob)),
                    consumer.all("averages.v1", WeightsShared.parser()).stream()
                            .collect(Collectors.groupingBy(
                                    WeightsShared::getShare,
                                    Collectors.mapping(w -> w.getContent().getDigest(), Collectors.toList()))));
        }
    }

    @Test
    void twoTrainersOfWhichOneIsKilledFindWhatOneProcessAloneFinds() throws IOException, InterruptedException {
        TinyRun tiny = TinyRun.prepare(root.resolve("phantoms"));
        Left alone;
        try (Node node = TinyRun.start(root.resolve("alone"))) {
            tiny.ask(node, SPEC);
            new SearchWatch(node, SPEC).awaitCompleted();
            alone = Left.on(node);
        }
        assertShared(alone);
        Path directory = root.resolve("shared");
        NodeConfig others = new NodeConfig(
                Optional.empty(),
                directory,
                0,
                EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER, NodeRole.SEARCHER),
                NodeConfig.embedded(directory).devices());
        try (Node node = Node.start(others);
                GantryProcess survivor = trainer(node, "survivor")) {
            SearchWatch watch = new SearchWatch(node, SPEC);
            try (GantryProcess victim = trainer(node, "victim")) {
                survivor.java().awaitSaying("roles");
                victim.java().awaitSaying("roles");
                tiny.ask(node, SPEC);
                survivor.java().awaitSaying(SPEC.searchJob());
                victim.java().awaitSaying(SPEC.searchJob());
                watch.awaitEvents(EVENTS_BEFORE_THE_KILL, List.of(survivor, victim));
                victim.kill();
            }
            watch.awaitEnd(List.of(survivor));
            assertThat(Left.on(node)).isEqualTo(alone);
        }
    }

    private GantryProcess trainer(Node node, String name) throws IOException {
        return GantryProcess.start(NodeRole.TRAINER, node.bootstrapServers(), root.resolve(name));
    }

    /** Alpha moves, and both shares trained, each on its own batches, and gave their weights once a step. */
    private static void assertShared(Left left) {
        int steps = TinyRun.STEPS / SHARING.trainers();
        assertThat(left.draws().stream().filter(d -> d.getAlphaCount() > 0).map(d -> d.getAlpha(0)))
                .hasSize((TinyRun.EPOCHS - 1) * steps)
                .doesNotHaveDuplicates();
        List<StepTaken> first = left.of(new Share(0, 2));
        List<StepTaken> second = left.of(new Share(1, 2));
        assertThat(first).hasSize(TinyRun.EPOCHS * (2 * steps + 1) - steps);
        assertThat(second).hasSize(TinyRun.EPOCHS * 2 * steps - steps);
        assertThat(second.get(0).getGenotypeList()).isEqualTo(first.get(0).getGenotypeList());
        assertThat(second.get(0).getLoss()).isNotEqualTo(first.get(0).getLoss());
        assertThat(left.given())
                .hasSize(2)
                .allSatisfy((share, digests) ->
                        assertThat(digests).hasSize(TinyRun.EPOCHS * steps).doesNotHaveDuplicates());
    }
}
