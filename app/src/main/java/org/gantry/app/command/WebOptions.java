package org.gantry.app.command;

import java.nio.file.Path;
import java.util.Optional;
import org.gantry.bus.letter.LetterAlert;
import org.gantry.dashboard.DashboardConfig;
import org.gantry.dashboard.guard.AccessToken;
import org.gantry.dashboard.guard.Guard;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the HTTP side: where it listens, and the token that it asks for. */
final class WebOptions {
    private static final String VARIABLE = "GANTRY_TOKEN";

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
        Optional<AccessToken> token = token(System.getenv(VARIABLE));
        Guard.require(host, token);
        return new DashboardConfig(host, port, alertAfter, token);
    }

    private Optional<AccessToken> token(@Nullable String variable) {
        if (tokenFile != null) {
            return Optional.of(AccessToken.read(tokenFile));
        }
        return variable == null || variable.isBlank()
                ? Optional.empty()
                : Optional.of(AccessToken.of(variable, VARIABLE));
    }
}
