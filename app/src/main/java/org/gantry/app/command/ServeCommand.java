package org.gantry.app.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.gantry.app.node.Node;
import org.gantry.app.node.NodeRole;
import org.gantry.app.training.KeyFile;
import org.gantry.bus.Await;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.ingest.delivery.DeliveryConfig;
import org.gantry.ingest.delivery.News;
import org.gantry.interpreter.AnswerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
            "  gantry serve --watch incoming",
            "  gantry serve --host 0.0.0.0 --token-file token",
            "  gantry serve --bootstrap-servers kafka:9092 --roles trainer,interpreter --directory state"
        })
public final class ServeCommand implements Callable<Integer> {
    private static final double MILLIS = 1000;
    private static final double MOST_SETTLE = 86_400;

    @Option(
            names = "--roles",
            split = ",",
            paramLabel = "NAME",
            description = "What this process does: ${COMPLETION-CANDIDATES}.")
    private Set<NodeRole> roles = EnumSet.allOf(NodeRole.class);

    @Option(names = "--broker-port", paramLabel = "PORT", description = "Loopback port of the embedded broker; 0: any.")
    private int brokerPort;

    @Option(
            names = "--watch",
            paramLabel = "DIR",
            description =
                    "Takes what is put there: a file, an archive or a folder of slices is a delivery, and is moved to"
                            + " DIR/done or DIR/rejected.")
    private @Nullable Path watched;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            description = "With --watch: how long a delivery must not grow to be complete.")
    private double settle = DeliveryConfig.SETTLE.toSeconds();

    @Option(
            names = "--trust",
            paramLabel = "KEY",
            description = "A public Ed25519 key: models that its holder did not sign are not used.")
    private @Nullable Path trusted;

    @Mixin
    private final WebOptions web = new WebOptions();

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Output output = new Output();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        requireUsableWatch();
        DashboardConfig dashboard = web.config();
        AnswerSettings answers =
                AnswerSettings.DEFAULT.trusting(Optional.ofNullable(trusted).map(KeyFile::trusted));
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.complete(null);
            stopped.join();
        }));
        try (Node node = connection.start(Connection.directory(), brokerPort, roles, answers)) {
            int port = Await.result(node.openDashboard(dashboard, news -> tell("upload ", news)));
            if (watched != null) {
                Await.result(node.watch(watched, settling(), news -> tell("", news)));
            }
            announce(node, dashboard.host(), port);
            node.failure().onFailure(asked::completeExceptionally);
            asked.get();
        } finally {
            stopped.complete(null);
        }
        return ExitCode.OK;
    }

    private void announce(Node node, String host, int port) {
        String dashboard = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        output.say("broker      " + node.bootstrapServers());
        output.say("dashboard   " + dashboard);
        output.say("roles       " + roles);
        if (watched != null) {
            output.say("watched     " + watched);
        }
        output.result(Map.of("broker", node.bootstrapServers(), "dashboard", dashboard));
    }

    private void requireUsableWatch() {
        if (watched != null && !roles.contains(NodeRole.INGEST)) {
            throw new ParameterException(spec.commandLine(), "--watch needs the role ingest; add it to --roles");
        }
        if (!(settle >= 0 && settle <= MOST_SETTLE)) {
            throw new ParameterException(
                    spec.commandLine(), "--settle " + settle + " is not between 0 and " + MOST_SETTLE + " seconds");
        }
    }

    private Duration settling() {
        return Duration.ofMillis(Math.round(settle * MILLIS));
    }

    private void tell(String kind, News news) {
        if (output.json()) {
            output.item(Map.of("delivery", news.name(), "stage", news.stage().toString(), "text", news.text()));
        } else {
            output.say(kind + news.name() + ": " + news.text());
        }
    }
}
