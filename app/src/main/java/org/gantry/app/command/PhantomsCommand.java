package org.gantry.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gantry.app.Folders;
import org.gantry.app.Progress;
import org.gantry.app.phantom.PhantomFolder;
import org.gantry.app.phantom.Phantoms;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gantry phantoms}: data to try everything with. */
@Command(
        name = "phantoms",
        description =
                "Makes synthetic chest scans with labels, as your own would lie there: for trying, no patient's data.",
        showDefaultValues = true,
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: makes mine/scans, mine/labels.csv, and mine/masks with the lesions",
            "  gantry phantoms --to mine --scans 60"
        })
public final class PhantomsCommand implements Callable<Integer> {
    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Where they go.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private Path folder;

    @Option(names = "--scans", paramLabel = "N", description = "How many, half of each class.")
    private int scans = 60;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random.")
    private long seed = 1;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws Exception {
        if (scans < 1) {
            throw new IllegalArgumentException("--scans " + scans + " makes no scan; give 1 or more");
        }
        PhantomFolder made = new PhantomFolder(Folders.writable(folder, "--to"));
        try (Progress progress = Progress.begin("phantoms", " scans", scans, output.json())) {
            made.write(Phantoms.of(seed), scans, progress::stepTo);
        }
        output.say(scans + " synthetic scans are in " + made.scans() + ", their labels in " + made.labels());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scans", made.scans().toString());
        figures.put("labels", made.labels().toString());
        output.result(figures);
        return ExitCode.OK;
    }
}
