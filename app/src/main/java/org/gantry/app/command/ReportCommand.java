package org.gantry.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gantry.app.Folders;
import org.gantry.app.appendix.Appendix;
import org.gantry.bus.Bus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry report}: a run on one page. */
@Command(
        name = "report",
        description = "Writes a run on one self-contained page: data and splits, search curves, leaderboard, Table 3,"
                + " test with ROC and calibration plots, explained scans, provenance.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  gantry report run-1 --directory results/.gantry --out report.html",
            "  gantry report run-1 --bootstrap-servers 127.0.0.1:9092 --out report.html --pdf report.pdf"
        })
public final class ReportCommand extends ReadingCommand {
    @Parameters(paramLabel = "RUN", description = "Name of a run, or of a benchmark.")
    @SuppressWarnings("NullAway.Init") // picocli sets it, as it is required
    private String run;

    @Option(names = "--out", paramLabel = "FILE", description = "The page. Default: RUN.html")
    private @Nullable Path out;

    @Option(names = "--pdf", paramLabel = "FILE", description = "The same as PDF, too.")
    private @Nullable Path pdf;

    @Override
    void prepare() {
        if (out == null) {
            out = Path.of(Folders.fileName(run) + ".html");
        }
        Folders.writableFile(out, "--out");
        if (pdf != null) {
            Folders.writableFile(pdf, "--pdf");
        }
    }

    @Override
    void read(Bus bus, Output output) throws Exception {
        Appendix appendix = Appendix.read(bus, run);
        Map<String, Object> figures = new LinkedHashMap<>(appendix.figures());
        if (out != null) {
            appendix.writeHtml(out);
            output.say("report      " + out);
            figures.put("report", out.toString());
        }
        if (pdf != null) {
            appendix.writePdf(pdf);
            output.say("            " + pdf);
            figures.put("pdf", pdf.toString());
        }
        output.result(figures);
    }
}
