package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.run.RunEvent.Stage;
import org.gantry.domain.run.RunEvent.Status;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;
import org.gantry.network.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gantry search} against a running process that conducts, and in which nobody trains. */
@SuppressWarnings("NullAway.Init")
class SearchCommandTest {
    private static final int SCANS = 16;

    @TempDir
    private static Path root;

    private static Node node;

    @BeforeAll
    static void serve() throws InterruptedException {
        node = Node.start(new NodeConfig(
                Optional.empty(), root.resolve("serve"), 0, EnumSet.of(NodeRole.SEARCHER), List.of(Device.DEFAULT)));
        List<Entry> entries = new ArrayList<>();
        for (Role role : Role.values()) {
            for (int i = 0; i < SCANS; i++) {
                String id = role.name() + i;
                entries.add(new Entry(id, id, i % 2, role, "digest"));
            }
        }
        Await.result(
                node.bus().publish(Topics.DATASETS, new DatasetManifest("nodules", List.of("Normal", "NCP"), entries)));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Spoken search(String... arguments) {
        return Spoken.on(node, root.resolve("command"), "search", arguments);
    }

    @Test
    void aSearchIsStartedListedPausedResumedStoppedAndWatchedToItsStop() {
        assertThat(search("start", "--dataset", "nodules", "--name", "first", "--search-epochs", "10")
                        .out())
                .contains("first is asked for on data set nodules: 64 scans");
        assertThat(search("pause", "first").out()).startsWith("run first: PAUSED");
        assertThat(search("list").out()).containsPattern("first +PAUSED +0 of 10 +-");
        assertThat(search("resume", "first").out()).startsWith("run first: SEARCHING");
        assertThat(search("start", "--dataset", "nodules", "--name", "first", "--seed", "2")
                        .err())
                .contains("run first exists on this bus with other settings");
        assertThat(search("stop", "first", "--json").out()).contains("\"stage\" : \"STOPPED\"");
        Spoken watched = search("watch", "first");
        assertThat(watched.code()).isZero();
        assertThat(watched.out()).contains("run first   STOPPED   epoch 0 of 10", "while SEARCHING");
    }

    @Test
    void whatIsNotThereIsNamedTogetherWithWhatIs() {
        assertThat(search("start", "--dataset", "other", "--name", "second").err())
                .contains("data set other is not on the bus; there are [nodules]");
        assertThat(search("pause", "nobody").err()).contains("there is no run nobody on this bus");
        assertThat(search("start", "--dataset", "nodules", "--name", "second", "--search-batch", "64")
                        .err())
                .contains("fewer than a batch of 64");
        Spoken alone = Spoken.by("search", "start", "--dataset", "nodules", "--name", "second");
        assertThat(alone.refusal()).contains("--bootstrap-servers is missing");
    }

    @Test
    void aWishForARunThatHasEndedIsRefusedWithItsEnd() throws InterruptedException {
        assertThat(search("start", "--dataset", "nodules", "--name", "ended").code())
                .isZero();
        assertThat(search("pause", "ended").code()).isZero();
        Await.result(node.bus().publish(Topics.RUNS, new Status("ended", Stage.COMPLETED, "model ended is published")));
        for (String wish : List.of("pause", "resume", "stop")) {
            assertThat(search(wish, "ended").err()).contains("run ended has ended: COMPLETED model ended is published");
        }
    }
}
