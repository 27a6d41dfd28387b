package org.gantry.app.command;

import java.nio.file.Path;
import java.util.Optional;
import org.gantry.app.training.KeyFile;
import org.gantry.app.training.ModelFile;
import org.gantry.bus.Bus;
import org.gantry.domain.answer.ModelAnnounced;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry models import}. */
@Command(
        name = "import",
        description = "Publishes a bundle that 'gantry models export' wrote, with its metrics and provenance;"
                + " interpreters then answer with it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  gantry models import model.gantry.zip --bootstrap-servers 127.0.0.1:9092"})
final class ModelsImportCommand extends ReadingCommand {
    @Parameters(paramLabel = "FILE", description = "The bundle.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path file;

    @Option(names = "--name", paramLabel = "NAME", description = "Its name there; default: the one it had.")
    private @Nullable String name;

    @Option(names = "--digest", paramLabel = "SHA256", description = "The SHA-256 that the file must have.")
    private @Nullable String digest;

    @Option(
            names = "--trust",
            paramLabel = "KEY",
            description = "A public Ed25519 key: a bundle that FILE.sig does not show to be signed by it is refused.")
    private @Nullable Path trusted;

    private @Nullable ModelFile bundle;

    @Override
    boolean needsBus() {
        return false;
    }

    /** What is no bundle is refused before a broker is started. */
    @Override
    void prepare() throws Exception {
        bundle = ModelFile.read(
                file, Optional.ofNullable(digest), Optional.ofNullable(trusted).map(KeyFile::trusted));
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        if (bundle == null) {
            throw new IllegalStateException("the bundle is read before the bus is");
        }
        ModelAnnounced model = bundle.publish(bus, name == null ? bundle.name() : name);
        output.say("model " + model.model() + " is published, " + model.digest());
        output.result(ModelsCommand.figures(model));
    }
}
