package org.gantry.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gantry.app.explain.CamFormat;
import org.gantry.app.explain.Explanation;
import org.gantry.bus.Bus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry cam}: the CAMs that stand on the bus. */
@Command(
        name = "cam",
        description = "Class activation maps of scans that were answered.",
        subcommands = CamCommand.Export.class,
        mixinStandardHelpOptions = true)
public final class CamCommand {
    /** {@code gantry cam export}: CAMs as files that others open. */
    @Command(
            name = "export",
            description = "Writes the CAMs of scans: on the scan's own grid, or as pictures.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: a map that opens in place over the scan in 3D Slicer or ITK-SNAP, and a picture of it",
                "  gantry cam export scan-7 --to cams --format nifti,png --bootstrap-servers 127.0.0.1:9092"
            })
    static final class Export extends ReadingCommand {
        @Parameters(arity = "1..*", paramLabel = "SCAN", description = "Ids of scans that were answered.")
        @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
        private List<String> scans;

        @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder of the files.")
        @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
        private Path folder;

        @Option(
                names = "--format",
                split = ",",
                paramLabel = "F",
                description =
                        "NIFTI (the map on the scan's grid), PNG (slice, map, overlay), DICOM (the map as a Parametric Map),"
                                + " OVERLAY (a series of DICOM Secondary Captures). Default: NIFTI")
        private Set<CamFormat> formats = EnumSet.of(CamFormat.NIFTI);

        @Option(names = "--class", paramLabel = "LABEL", description = "Class to explain. Default: the predicted one")
        private @Nullable String label;

        @Option(names = "--model", paramLabel = "NAME", description = "Whose answer. Default: the last one's")
        private @Nullable String model;

        @Override
        void read(Bus bus, Output output) throws Exception {
            Files.createDirectories(folder);
            List<Map<String, Object>> written = new ArrayList<>();
            for (String scan : scans) {
                Explanation explanation =
                        Explanation.find(bus, scan, Optional.ofNullable(model), Optional.ofNullable(label));
                List<String> files = new ArrayList<>();
                for (CamFormat format : formats) {
                    files.add(format.export(folder, explanation, bus).toString());
                }
                output.say(explanation.title() + "; " + explanation.cam().label() + " in " + String.join(", ", files));
                written.add(figures(explanation, files));
            }
            output.result(written);
        }

        private static Map<String, Object> figures(Explanation explanation, List<String> files) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("scan", explanation.prediction().scanId());
            figures.put("prediction", explanation.prediction().label());
            figures.put("explained", explanation.cam().label());
            figures.put("slices", explanation.cam().slices());
            figures.put("sliceScores", explanation.cam().sliceScores());
            figures.put("files", files);
            return figures;
        }
    }
}
