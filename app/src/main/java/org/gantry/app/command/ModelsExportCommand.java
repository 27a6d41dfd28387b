package org.gantry.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.app.training.KeyFile;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.SigningKey;
import org.gantry.network.ModelBundle;
import org.gantry.network.export.OnnxExport;
import org.gantry.network.export.SavedModelExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry models export}. */
@Command(
        name = "export",
        description = "Writes a model as its bundle (bundle.json and weights.npz in a zip, which 'gantry models import'"
                + " takes back), as a TensorFlow SavedModel or as ONNX.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry models export run-1 --to model.gantry.zip --directory results/.gantry",
            "  gantry models export run-1 --to model.gantry.zip --sign-key private.pem --directory results/.gantry",
            "  gantry models export run-1 --to saved --format savedmodel --directory results/.gantry"
        })
final class ModelsExportCommand extends ReadingCommand {
    /** What a model may be written as. */
    enum Format {
        /** What {@code models import} takes back. */
        BUNDLE,
        /** A folder for TensorFlow Serving and Python. */
        SAVEDMODEL,
        /** A file for ONNX runtimes. */
        ONNX
    }

    @Parameters(paramLabel = "MODEL", description = "Its name, or the start of its digest.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String name;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PATH",
            description = "Where to: a file; of a SavedModel a new folder.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path to;

    @Option(names = "--format", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}.")
    private Format format = Format.BUNDLE;

    @Option(
            names = "--sign-key",
            paramLabel = "KEY",
            description = "A private Ed25519 key (openssl genpkey -algorithm ed25519): PATH.sig is its signature of the"
                    + " bundle.")
    private @Nullable Path signKey;

    private @Nullable SigningKey key;

    @Override
    void prepare() {
        if (signKey != null && format != Format.BUNDLE) {
            throw new IllegalArgumentException("--sign-key signs bundles, not " + format + "; leave --format out");
        }
        key = signKey == null ? null : KeyFile.signing(signKey);
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        ModelAnnounced model = ModelsCommand.one(bus, name);
        byte[] bundle = Await.result(bus.content(model.content()));
        switch (format) {
            case BUNDLE -> Files.write(to, bundle);
            case SAVEDMODEL -> SavedModelExport.write(ModelBundle.of(bundle), to);
            case ONNX -> OnnxExport.write(ModelBundle.of(bundle), to);
        }
        if (key != null) {
            Files.writeString(KeyFile.signature(to), key.sign(model.digest()) + "\n");
        }
        output.say("model " + model.model() + " is in " + to + " (" + format + ")");
        Map<String, @Nullable Object> figures = new LinkedHashMap<>(ModelsCommand.figures(model));
        figures.put("format", format);
        figures.put("path", to.toString());
        output.result(figures);
    }
}
