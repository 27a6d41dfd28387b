package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.domain.Trees;
import org.gantry.proto.RunEvent;
import org.gantry.proto.TrainingEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A search whose searcher and trainer are killed with SIGKILL at random moments, against one that nobody cut. The
 * moments follow from a seed, which is printed; {@code -Dgantry.kill.seeds=1,2,3} repeats one, or gives others.
 */
@SuppressWarnings("NullAway.Init")
class SearchKillIT {
    private static final String SEEDS = "gantry.kill.seeds";
    private static final Set<NodeRole> WORKERS = Set.of(NodeRole.SEARCHER, NodeRole.TRAINER);

    @TempDir
    private static Path root;

    private static TinyRun tiny;
    private static Published whole;

    @BeforeAll
    static void runUncut() throws IOException, InterruptedException {
        tiny = TinyRun.prepare(root.resolve("phantoms"));
        try (Node node = TinyRun.start(root.resolve("whole"))) {
            tiny.ask(node, TinyRun.SPEC);
            new SearchWatch(node, TinyRun.SPEC).awaitCompleted();
            whole = Published.on(new PlainConsumer(node.bootstrapServers()));
        }
    }

    static LongStream seeds() {
        String given = System.getProperty(SEEDS);
        return given == null
                ? LongStream.of(System.nanoTime())
                : Arrays.stream(given.split(",", -1)).map(String::strip).mapToLong(Long::parseLong);
    }

    @ParameterizedTest(name = "kills from seed {0}")
    @MethodSource("seeds")
    void aSearchGoesOnFromAnyKillAsIfItHadNotBeen(long seed) throws IOException, InterruptedException {
        List<Kill> plan = Kill.plan(seed);
        System.out.println("-D" + SEEDS + "=" + seed + " repeats " + plan);
        Path directory = root.resolve("cut-" + seed);
        NodeConfig broker = new NodeConfig(
                Optional.empty(),
                directory,
                0,
                EnumSet.of(NodeRole.INGEST, NodeRole.SAMPLER),
                NodeConfig.embedded(directory).devices());
        try (Node node = Node.start(broker);
                Workers workers = new Workers(node.bootstrapServers(), directory)) {
            SearchWatch watch = new SearchWatch(node, TinyRun.SPEC);
            workers.start(WORKERS, false);
            tiny.ask(node, TinyRun.SPEC);
            Set<Integer> epochs = new HashSet<>();
            for (Kill kill : plan) {
                watch.awaitEvents(kill.after(), workers.alive());
                workers.kill(kill.victims());
                epochs.add(watch.epochs());
                workers.start(kill.victims(), kill.elsewhere());
            }
            watch.awaitEnd(workers.alive());
            Path last = workers.directory(NodeRole.SEARCHER);
            workers.kill(WORKERS);
            assertThat(epochs).as("epochs in which it was cut").contains(0, 1);
            assertSameSearch(new PlainConsumer(node.bootstrapServers()));
            assertLogged(LoggedSearch.in(last), Published.on(new PlainConsumer(node.bootstrapServers())));
        }
    }

    /** Searcher and trainer as processes of their own. */
    private static final class Workers implements AutoCloseable {
        private final String servers;
        private final Path root;
        private final Map<NodeRole, GantryProcess> alive = new EnumMap<>(NodeRole.class);
        private int directories;

        Workers(String servers, Path root) {
            this.servers = servers;
            this.root = root;
        }

        void start(Set<NodeRole> roles, boolean elsewhere) throws IOException {
            directories += elsewhere ? 1 : 0;
            for (NodeRole role : roles) {
                Path directory = root.resolve(role.name().toLowerCase(Locale.ROOT) + "-" + directories);
                alive.put(role, GantryProcess.start(role, servers, directory));
            }
        }

        List<GantryProcess> alive() {
            return List.copyOf(alive.values());
        }

        void kill(Set<NodeRole> victims) {
            alive().stream().filter(p -> victims.contains(p.role())).forEach(GantryProcess::requireAlive);
            for (NodeRole victim : victims) {
                process(victim).kill();
            }
        }

        Path directory(NodeRole role) {
            return process(role).directory();
        }

        private GantryProcess process(NodeRole role) {
            return Optional.ofNullable(alive.get(role)).orElseThrow();
        }

        @Override
        public void close() {
            alive.values().forEach(GantryProcess::close);
        }
    }

    /** Draws, alphas, steps and architectures are equal and in the same order, and each is there once. */
    private static void assertSameSearch(PlainConsumer consumer) {
        Published cut = Published.on(consumer);
        assertThat(cut.draws()).isEqualTo(whole.draws());
        assertThat(cut.untimedSteps()).isEqualTo(whole.untimedSteps());
        assertThat(cut.untimedArchitectures())
                .isEqualTo(whole.untimedArchitectures())
                .hasSize(TinyRun.EPOCHS);
        assertThat(ofSearch(cut)).isEqualTo(ofSearch(whole));
        assertThat(consumer.all("runs.v1", RunEvent.parser()).stream().filter(RunEvent::hasWarned))
                .doesNotHaveDuplicates();
    }

    /** That it was asked for, its epochs, its end. */
    private static List<TrainingEvent> ofSearch(Published published) {
        return published.trainings().stream()
                .filter(t -> t.getJob().equals(TinyRun.SPEC.searchJob()))
                .toList();
    }

    private static void assertLogged(LoggedSearch log, Published published) {
        assertThat(log.draws()).containsExactlyInAnyOrderElementsOf(published.draws());
        assertThat(log.steps()).containsExactlyInAnyOrderElementsOf(published.steps());
        assertThat(log.architectures()).isEqualTo(published.architectures());
    }

    @Test
    void aSearchersLostDirectoryIsRebuiltFromTheTopics() throws IOException, InterruptedException {
        Path directory = root.resolve("whole");
        LoggedSearch before = LoggedSearch.in(directory);
        assertLogged(before, whole);
        Trees.delete(LoggedSearch.directory(directory));
        TinyRun.start(directory).close();
        assertThat(LoggedSearch.in(directory)).isEqualTo(before);
    }
}
