package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.gantry.app.node.Node;
import org.gantry.app.run.RunResults;
import org.gantry.domain.scan.DatasetManifest;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What follows a run: {@code gantry report}, a page as a browser and a reader of PDF find it, and {@code gantry
 * classify} of a scan that the run knows.
 */
@SuppressWarnings("NullAway.Init")
class AfterRunIT {
    @TempDir
    private static Path root;

    private static Node node;
    private static RunResults results;

    @BeforeAll
    static void run() throws Exception {
        TinyRun tiny = TinyRun.prepare(root.resolve("phantoms"));
        node = TinyRun.start(root.resolve("node"));
        results = tiny.run(node);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static GantryCall call(String command, String... arguments) throws Exception {
        String[] all = new String[arguments.length + 3];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--bootstrap-servers";
        all[all.length - 1] = node.bootstrapServers();
        return GantryCall.of(all);
    }

    @Test
    void allOfARunStandsOnOnePageThatNeedsNoOther() throws Exception {
        Path html = root.resolve("report.html");
        Path pdf = root.resolve("report.pdf");
        GantryCall call =
                call("report", TinyRun.SPEC.run(), "--out", html.toString(), "--pdf", pdf.toString(), "--json");
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.out())
                .contains("\"report\"", "\"trainings\"", results.manifest().digest());

        Document page = Jsoup.parse(Files.readString(html));
        assertThat(page.select("h2").eachText())
                .containsExactly("Data and splits", "Search", "Trainings", "Test", "Explanations", "Provenance");
        assertThat(page.select("link, script, iframe")).isEmpty();
        assertThat(page.select("img")).allSatisfy(AfterRunIT::isAPictureInThePage);
        assertThat(page.select("figcaption").eachText().toString())
                .contains("softmax(alpha)", "Receiver operating", "Confusion", "probability of the predicted class");
        assertThat(page.select("section").last().text())
                .contains(results.model().digest(), results.manifest().digest());
        assertThat(leaderboard(page)).hasSizeBetween(1, TinyRun.EPOCHS);

        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Run " + TinyRun.SPEC.run(), "Data and splits", "Explanations", "Provenance");
        }
    }

    private static List<String> leaderboard(Document page) {
        return page.select("section:has(h2:contains(Search)) tbody tr td:first-child")
                .eachText();
    }

    private static void isAPictureInThePage(Element image) throws Exception {
        String source = image.attr("src");
        assertThat(source).startsWith("data:image/png;base64,");
        byte[] png = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isGreaterThan(200);
        assertThat(image.attr("alt")).isNotBlank();
    }

    @Test
    void aRunThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
        GantryCall call =
                call("report", "nowhere", "--out", root.resolve("none.html").toString());
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.err()).contains("there is no run nowhere on this bus; there are [" + TinyRun.SPEC.run() + "]");
        assertThat(root.resolve("none.html")).doesNotExist();
    }

    @Test
    void ofAScanThatWasLearnedFromThisIsSaid() throws Exception {
        DatasetManifest.Entry learned =
                results.manifest().of(DatasetManifest.train()).get(0);
        Path scan = root.resolve("phantoms/scans").resolve(learned.scanId() + ".nii.gz");
        Path cams = root.resolve("cams");
        GantryCall call = call("classify", scan.toString(), "--cams", cams.toString());
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.out())
                .contains(
                        learned.scanId(),
                        "in the model's data set, for " + learned.role().title(),
                        cams.resolve(learned.scanId() + ".cam.nii.gz").toString());
        assertThat(cams).isNotEmptyDirectory();
    }
}
