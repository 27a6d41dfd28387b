package org.gantry.app.command;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.bus.Await;
import org.gantry.dashboard.DashboardConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry serve}: verticles at work until the process is ended. */
@Command(
        name = "serve",
        description = "Runs the verticles and the dashboard until it is ended.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry serve --broker-port 9092",
            "  gantry serve --bootstrap-servers kafka:9092 --roles trainer,interpreter --directory state"
        })
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--roles", split = ",", description = "What this process does: ${COMPLETION-CANDIDATES}.")
    private Set<NodeRole> roles = EnumSet.allOf(NodeRole.class);

    @Option(names = "--broker-port", paramLabel = "PORT", description = "Loopback port of the embedded broker; 0: any.")
    private int brokerPort;

    @Option(names = "--port", paramLabel = "PORT", description = "Loopback port of the dashboard; 0: any.")
    private int port = 8080;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.complete(null);
            stopped.join();
        }));
        try (Node node = connection.start(Connection.directory(), brokerPort, roles)) {
            int web = Await.result(node.openDashboard(new DashboardConfig("127.0.0.1", port)));
            output.say("broker      " + node.bootstrapServers());
            output.say("dashboard   http://127.0.0.1:" + web);
            output.say("roles       " + roles);
            output.result(Map.of("broker", node.bootstrapServers(), "dashboard", "http://127.0.0.1:" + web));
            node.failure().onFailure(asked::completeExceptionally);
            asked.get();
        } finally {
            stopped.complete(null);
        }
        return ExitCode.OK;
    }
}
