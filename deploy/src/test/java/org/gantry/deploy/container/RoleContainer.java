package org.gantry.deploy.container;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.gantry.app.node.NodeRole;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** One role in a container: without root, on a read-only file system, without capabilities. */
final class RoleContainer extends GenericContainer<RoleContainer> {
    private static final Duration START = Duration.ofMinutes(3);
    private static final int GRACE_SECONDS = 30;

    RoleContainer(DockerImageName image, NodeRole role, Network network, String servers) {
        super(image);
        withNetwork(network);
        withCommand(
                "serve",
                "--bootstrap-servers",
                servers,
                "--roles",
                role.name().toLowerCase(Locale.ROOT),
                "--checkpoint-minutes",
                "0",
                "--kafka",
                "session.timeout.ms=5000",
                "--kafka",
                "transaction.timeout.ms=5000");
        withEnv(Map.of("GANTRY_HEAP", "384m", "GANTRY_JAVA_OPTS", "-XX:TieredStopAtLevel=1"));
        withTmpFs(Map.of("/tmp", "exec"));
        withCreateContainerCmdModifier(command -> {
            var host = command.getHostConfig();
            if (host != null) {
                host.withReadonlyRootfs(true).withCapDrop(com.github.dockerjava.api.model.Capability.ALL);
            }
        });
        waitingFor(Wait.forLogMessage(".*roles .*" + role + ".*", 1).withStartupTimeout(START));
    }

    /** SIGTERM, as an orchestrator that rolls a new version out sends it; the container's state stays. */
    void restart() {
        getDockerClient()
                .restartContainerCmd(getContainerId())
                .withTimeout(GRACE_SECONDS)
                .exec();
    }

    /** SIGKILL, then the start that an orchestrator sees to. */
    void killAndStart() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
        getDockerClient().startContainerCmd(getContainerId()).exec();
    }

    boolean running() {
        return Boolean.TRUE.equals(getCurrentContainerInfo().getState().getRunning());
    }
}
