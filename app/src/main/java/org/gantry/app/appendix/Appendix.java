package org.gantry.app.appendix;

import static j2html.TagCreator.attrs;
import static j2html.TagCreator.body;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.specialized.HtmlTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.gantry.app.table.Table3;
import org.gantry.app.training.TrainingFigures;
import org.gantry.app.training.TrainingRecord;
import org.gantry.bus.Bus;
import org.gantry.network.card.ModelCard;

/**
 * A run on one page that needs no other file.
 *
 * @param found what the run left on the bus
 * @param examples scans explained
 */
public record Appendix(RunFound found, Examples examples) {
    /** Reads all that stands on it. */
    public static Appendix read(Bus bus, String run) throws InterruptedException {
        RunFound found = RunFound.read(bus, run);
        return new Appendix(found, Examples.read(bus, found));
    }

    /** What stands on it, for programs. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("run", found.run());
        figures.put("dataset", TrainingFigures.dataset(found.manifest()));
        figures.put("architectures", found.architectures().size());
        List<TrainingRecord> trainings = found.trainings();
        if (!trainings.isEmpty()) {
            figures.put(
                    "trainings",
                    Table3.of(found.run(), found.manifest(), trainings).figures());
        }
        figures.put(
                "models", found.models().stream().map(m -> m.card().figures()).toList());
        return figures;
    }

    /** Writes it as HTML; well-formed XML, too. */
    public void writeHtml(Path file) throws IOException {
        Files.writeString(file, "<!DOCTYPE html>\n" + xhtml());
    }

    /** Writes it as PDF, A4. */
    public void writePdf(Path file) throws IOException {
        XRLog.listRegisteredLoggers()
                .forEach(logger -> XRLog.setLevel(logger, Level.SEVERE)); // else it tells every step
        try (OutputStream out = Files.newOutputStream(file)) {
            new PdfRendererBuilder()
                    .withHtmlContent(xhtml(), null)
                    .toStream(out)
                    .run();
        }
    }

    private String xhtml() throws IOException {
        return page().render(FlatHtml.inMemory(Config.defaults().withEmptyTagsClosed(true)))
                .toString();
    }

    private HtmlTag page() {
        String name = "Run " + found.run();
        return html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                title(name),
                                style(rawHtml(css()))),
                        body(
                                header(
                                        h1(name),
                                        p("Gantry's report: data, search, trainings, test, explanations, provenance."),
                                        p(attrs(".warning"), ModelCard.NOT_A_DEVICE)),
                                DataPart.of(found),
                                SearchPart.of(found).orElse(null),
                                TrainingsPart.of(found),
                                TestPart.of(found),
                                examples.part(),
                                ProvenancePart.of(found)))
                .withLang("en");
    }

    private static String css() {
        try (InputStream in = Objects.requireNonNull(Appendix.class.getResourceAsStream("appendix.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the page's style is not in this build", e);
        }
    }
}
