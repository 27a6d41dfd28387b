package org.gantry.app.command;

import java.nio.file.Path;
import java.util.Optional;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.dashboard.guard.AccessToken;
import org.gantry.dashboard.guard.Guard;
import org.gantry.domain.EnvironmentVariable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the HTTP side: where it listens, and the token that it asks for. */
final class WebOptions {
    private static final EnvironmentVariable VARIABLE = EnvironmentVariable.GANTRY_TOKEN;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Where the dashboard listens; any but loopback needs a token.")
    private String host = DashboardConfig.HOST;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the dashboard; 0: any.")
    private int port = DashboardConfig.PORT;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A token of 32 characters or more that everybody is asked for; or in GANTRY_TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--alert-after",
            paramLabel = "N",
            description =
                    "How often a reason repeats among open dead letters within an hour before health warns of it.")
    private int alertAfter = LetterAlert.REPEATS;

    /**
     * The dashboard's settings.
     *
     * @throws IllegalArgumentException if others than this machine would see it and no token is asked for
     */
    DashboardConfig config() {
        Optional<AccessToken> token = token();
        Guard.require(host, token);
        return new DashboardConfig(host, port, alertAfter, token);
    }

    private Optional<AccessToken> token() {
        return tokenFile == null
                ? VARIABLE.value().map(token -> AccessToken.of(token, VARIABLE.name()))
                : Optional.of(AccessToken.read(tokenFile));
    }
}
