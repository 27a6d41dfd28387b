package org.gantry.app.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gantry.app.training.Examples;
import org.gantry.app.training.NamedModel;
import org.gantry.app.training.TrainingRecord;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of four networks; {@code -Dpictures.dir=DIR} keeps its picture, to look at. */
class Table3Test {
    private static final Genotype MIXED = Genotype.parse("0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6");
    private static final NamedModel SMALL = new NamedModel(new SearchedModel(MIXED, Widths.S, Strides.ANISOTROPIC));

    @TempDir
    private Path temporary;

    private static TableRow row(NamedModel model, int... right) {
        List<TrainingRecord> records = new ArrayList<>();
        for (int i = 0; i < right.length; i++) {
            TrainingSpec spec = Examples.spec("table/" + model.slug() + "-seed" + (i + 1), model.choice(), i + 1);
            records.add(right[i] < 0 ? Examples.failed(spec) : Examples.record(spec, right[i]));
        }
        return new TableRow(model, model.cost(2, new Grid(16, 32, 32)), records);
    }

    private static Table3 table(TableRow... rows) {
        List<Role> roles = List.of(Role.TEST, Role.VALIDATION, Role.SEARCH_TRAIN, Role.SEARCH_VALIDATION);
        List<DatasetManifest.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Role role = roles.get(i % 4);
            entries.add(new DatasetManifest.Entry("scan" + i, "patient" + i, i % 5 == 0 ? 1 : 0, role, "d" + i));
        }
        DatasetManifest manifest = new DatasetManifest("nodules", List.of("benign", "malignant"), entries);
        TrainingSpec spec = rows[0].trainings().get(0).spec();
        return new Table3(new Experiment("table", manifest, List.of(1L, 2L, 3L), spec), List.of(rows));
    }

    private static Table3 four() {
        return table(
                row(new NamedModel(Baseline.RESNET3D101), 6, 7, 5),
                row(new NamedModel(Baseline.DENSENET3D121), 8, 7, 7),
                row(new NamedModel(Baseline.MC3_18), 7, -1, 8),
                row(SMALL, 9, 8, 8));
    }

    @Test
    void meanAndSpreadAreThoseOfTheSample() {
        Spread spread = new Spread(List.of(0.8, 0.7, 0.9));
        assertThat(spread.mean()).isCloseTo(0.8, within(1e-12));
        assertThat(spread.deviation()).isCloseTo(0.1, within(1e-12));
        assertThat(spread.text(100, 1)).isEqualTo("80.0 ± 10.0");
        assertThat(new Spread(List.of(0.5)).text(1, 3)).isEqualTo("0.500");
        assertThat(new Spread(List.of()).text(1, 3)).isEqualTo("-");
        assertThat(new Spread(List.of(0.5)).figures()).containsEntry("standardDeviation", null);
    }

    @Test
    void peopleReadAlignedColumns() {
        List<String> lines = TableText.lines(four());
        assertThat(lines.subList(0, 5))
                .extracting(String::length)
                .containsOnly(lines.get(0).length());
        assertThat(lines.get(0)).contains("model", "acc %", "AUROC", "ECE", "scans/s", "GMAC");
        assertThat(lines.get(1)).startsWith("ResNet3D101").contains("60.0 ± 10.0", "85,205,314");
        assertThat(lines.get(3)).startsWith("MC3_18").contains("  2  ");
        assertThat(lines.get(5)).startsWith(SMALL.title() + ": 0,1,2").endsWith("widths S, strides ANISOTROPIC");
        assertThat(lines.get(6)).isEqualTo("failed: table/mc3_18-seed2: out of memory");
    }

    @Test
    void filesHoldTheSameForPeopleAndPrograms() throws IOException {
        Path folder = Path.of(System.getProperty("pictures.dir", temporary.toString()));
        Table3 table = four();
        table.write(folder);
        List<String> csv = Files.readAllLines(folder.resolve("table3.csv"));
        assertThat(csv).hasSize(5);
        assertThat(csv.get(0)).startsWith("model,network,widths,strides,seeds,accuracyMean,accuracyStandardDeviation");
        assertThat(csv.get(1)).startsWith("ResNet3D101,resnet3d101,,,3,0.6");
        assertThat(csv.get(4)).contains(",\"" + MIXED + "\",S,ANISOTROPIC,3,0.8");
        assertThat(csv)
                .allSatisfy(line -> assertThat(line.replaceAll("\"[^\"]*\"", "").split(",", -1))
                        .hasSameSizeAs(csv.get(0).split(",", -1)));
        JsonNode json =
                new ObjectMapper().readTree(folder.resolve("table3.json").toFile());
        assertThat(json.path("majorityAccuracy").asDouble()).isEqualTo(0.8);
        assertThat(json.path("dataset").path("digest").asText()).hasSize(64);
        assertThat(json.path("models")).hasSize(4);
        JsonNode small = json.path("models").get(3);
        assertThat(small.path("accuracy").path("mean").asDouble()).isCloseTo(25 / 30.0, within(1e-9));
        assertThat(small.path("trainings")).hasSize(3);
        assertThat(small.path("trainings").get(0).path("test").path("confusion").toString())
                .isEqualTo("[[9,1],[1,9]]");
        assertThat(small.path("trainings").get(0).path("chosenEpoch").asInt()).isEqualTo(2);
        assertThat(json.path("models")
                        .get(2)
                        .path("trainings")
                        .get(1)
                        .path("failure")
                        .asText())
                .isEqualTo("out of memory");
        assertThat(ImageIO.read(folder.resolve("table3.png").toFile()).getWidth())
                .isGreaterThan(1000);
    }

    @Test
    void aTableOfWhichEveryTrainingFailedIsStillWritten() throws IOException {
        Table3 table = table(row(new NamedModel(Baseline.MC3_18), -1));
        table.write(temporary);
        assertThat(table.failures()).hasSize(1);
        assertThat(Files.readAllLines(temporary.resolve("table3.csv")).get(1)).startsWith("MC3_18,mc3_18,,,0,,");
        assertThat(Stream.of("table3.txt", "table3.png").map(temporary::resolve))
                .allMatch(Files::exists);
    }
}
