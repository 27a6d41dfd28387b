package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeConfig;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.bus.Outbox;
import org.gantry.bus.Subscription;
import org.gantry.bus.Topics;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Slice;
import org.gantry.domain.scan.VolumeGeometry;
import org.gantry.network.Device;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gantry dlt} against a running process, in which a group refuses every slice. */
@SuppressWarnings("NullAway.Init")
class DltCommandTest {
    private static final int SLICES = 6;

    @TempDir
    private static Path root;

    private static Node node;

    @BeforeAll
    static void serve() throws InterruptedException {
        node = Node.start(new NodeConfig(
                Optional.empty(), root.resolve("serve"), 0, EnumSet.of(NodeRole.INGEST), List.of(Device.DEFAULT)));
        for (int s = 0; s < SLICES; s++) {
            ScanHeader header = new ScanHeader("lung-a", "p", "", Intensity.HU, VolumeGeometry.UNKNOWN, 2, 2);
            Await.result(node.bus().publish(Topics.SLICES, new Slice(header, s, SLICES, new float[4])));
        }
        Subscription taking = node.bus().take(Topics.SLICES, "refusers", SLICES, records -> {
            Outbox outbox = new Outbox();
            records.forEach(record -> outbox.reject(
                    record,
                    "slice " + record.value().index() + " is " + (record.value().index() < 4 ? "odd" : "late")));
            return Future.succeededFuture(outbox);
        });
        Await.result(taking.caughtUp().compose(done -> taking.close()));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static Spoken dlt(String... arguments) {
        return Spoken.on(node, root.resolve("command"), "dlt", arguments);
    }

    @Test
    void lettersAreListedShownReplayedAndDroppedOnce() throws IOException {
        Spoken listed = dlt("list", "--alert-after", "4");
        assertThat(listed.out().lines())
                .filteredOn(line -> line.contains(" OPEN "))
                .hasSize(SLICES);
        assertThat(listed.out())
                .contains("2 open of slices.v1: slice # is late (rejected by refusers)")
                .contains("ALERT: 4 open dead letters of slices.v1: slice # is odd (rejected by refusers), 4 of them")
                .doesNotContain("ALERT: 2");
        Path bytes = root.resolve("slice.bin");
        Spoken shown = dlt("show", "slices.v1/0/0", "--to", bytes.toString());
        assertThat(shown.out())
                .containsPattern("reason +slice 0 is odd")
                .contains("header       ce_type: gantry.v1.Slice")
                .contains("  header.scanId = lung-a", "  pixels = float[4]");
        assertThat(Topics.SLICES.codec().decode(Files.readAllBytes(bytes)).index())
                .isZero();

        assertThat(dlt("replay", "slices.v1/0/0").out())
                .contains("slices.v1/0/0 replayed: published again on slices.v1");
        Spoken again = dlt("drop", "slices.v1/0/0");
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("gantry: dead letter slices.v1/0/0 is settled already: REPLAYED by ");
        assertThat(dlt("drop", "--reason", "is late").out().lines()).hasSize(2);
        assertThat(dlt("drop", "--topic", "slices.v1", "--all", "--json").out()).contains("\"state\" : \"DROPPED\"");
        assertThat(dlt("list", "--json").out()).contains("\"letters\" : [ ]");
        assertThat(dlt("list", "--all").out()).contains("REPLAYED", "DROPPED").doesNotContain(" OPEN ");
        assertThat(dlt("replay", "--reason", "is late").err())
                .contains("no dead letter is open whose reason contains 'is late'");
    }

    @Test
    void whatIsNotThereIsSaidAndWhatIsNotClearIsRefused() {
        Spoken unknown = dlt("replay", "slices.v1/0/4711");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err())
                .contains("gantry: there is no dead letter at slices.v1/0/4711; 'gantry dlt list' shows");
        Spoken noTopic = dlt("show", "nothing.v1/0/0");
        assertThat(noTopic.code()).isEqualTo(1);
        assertThat(noTopic.err()).contains("there is no topic nothing.v1; there are slices.v1, scans.v1");
        assertThat(dlt("replay").refusal()).contains("say which dead letters: PLACE ..., --reason TEXT, or");
        assertThat(dlt("drop", "--all").refusal()).contains("--topic TOPIC --all");
        assertThat(dlt("drop", "slices.v1").refusal()).contains("write TOPIC/PARTITION/OFFSET, as slices.v1/0/17");
    }
}
