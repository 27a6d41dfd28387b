package org.gantry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gantry.app.node.Node;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.app.phantom.Phantoms;
import org.gantry.bus.Await;
import org.gantry.domain.Trees;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Vector3;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.dataset.Split;

/**
 * A folder of its own for a benchmark's node and phantoms, gone when it is closed.
 *
 * @param folder where
 */
public record Workplace(Path folder) implements AutoCloseable {
    /** The name of its data set. */
    public static final String DATASET = "phantoms";

    private static final Vector3 SPACING = new Vector3(5, 5, 12);

    /** A new one, its folder's name beginning with this. */
    public static Workplace open(String name) throws IOException {
        return new Workplace(Files.createTempDirectory(name));
    }

    /** Where the node's state lies. */
    public Path node() {
        return folder.resolve("node");
    }

    /**
     * Brings phantoms that fill so many batches of D_T, as many of D_V, one of validation and one of test.
     *
     * @param input voxels of each
     */
    public DatasetManifest ingest(Node node, Grid input, int batch, int batches)
            throws IOException, InterruptedException {
        PhantomFolder phantoms = new PhantomFolder(folder.resolve(DATASET));
        int train = 2 * batch * batches;
        phantoms.write(new Phantoms(1, input, SPACING), train + 2 * batch, written -> {});
        List<String> lines = Files.readAllLines(phantoms.labels());
        for (int i = 0; i < lines.size(); i++) {
            String role = i == 0 ? "role" : i <= train ? "train" : i <= train + batch ? "validation" : "test";
            lines.set(i, lines.get(i) + "," + role);
        }
        Files.write(phantoms.labels(), lines);
        IngestRequest request = IngestRequest.labelled(DATASET, phantoms.scans(), phantoms.labels(), Split.seeded(1));
        return Await.result(node.ingest().ingest(request, (done, of) -> {}))
                .manifest()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        Trees.delete(folder);
    }
}
