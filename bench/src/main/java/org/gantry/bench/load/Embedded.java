package org.gantry.bench.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gantry.app.Gantry;
import org.gantry.app.node.NodeRole;
import org.gantry.bench.site.JavaProcess;
import org.gantry.bench.site.Ports;

/**
 * One process with its broker in it.
 *
 * @param servers of its broker
 * @param metrics where it tells them
 * @param process it
 */
record Embedded(String servers, URI metrics, JavaProcess process) implements Installation {
    private static final String HOST = "127.0.0.1";

    /**
     * Starts one, and waits until it works.
     *
     * @param roles what it does
     * @param heap the most that it may take, as Java's {@code -Xmx} has it
     */
    static Embedded start(Path directory, List<NodeRole> roles, String heap) throws IOException, InterruptedException {
        List<Integer> ports = Ports.free(2);
        JavaProcess process = JavaProcess.start(
                "embedded installation",
                directory.resolveSibling(directory.getFileName() + ".log"),
                List.of("-Xmx" + heap, "-XX:+UseParallelGC", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"),
                List.of(
                        Gantry.class.getName(),
                        "serve",
                        "--broker-port",
                        Integer.toString(ports.get(0)),
                        "--port",
                        Integer.toString(ports.get(1)),
                        "--roles",
                        String.join(",", roles.stream().map(NodeRole::name).toList()),
                        "--directory",
                        directory.toString()),
                Map.of());
        process.awaitSaying("roles");
        return new Embedded(
                HOST + ":" + ports.get(0), URI.create("http://" + HOST + ":" + ports.get(1) + "/metrics"), process);
    }

    @Override
    public String name() {
        return "embedded";
    }

    @Override
    public void close() {
        process.close();
    }
}
