package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets wrong: one clear line, an exit code, and nothing harmed. Most start no broker. */
class BadInputTest {
    @TempDir
    Path root;

    @SuppressWarnings("NullAway.Init")
    private BadFiles files;

    @BeforeEach
    void name() {
        files = new BadFiles(root);
    }

    /** How {@code gantry run} refuses these files, some options given otherwise. */
    private String run(String... otherwise) {
        Map<String, String> options = new TreeMap<>(Map.of(
                "--data", files.scans().toString(),
                "--labels", files.labels().toString(),
                "--out", root.resolve("out").toString()));
        for (int i = 0; i < otherwise.length; i += 2) {
            options.put(otherwise[i], otherwise[i + 1]);
        }
        return refusedEarly("run", options);
    }

    /** How {@code gantry train} refuses these files and options, some given otherwise. */
    private String train(String... otherwise) {
        return trainings("train", Map.of("--model", "mc3_18", "--input", "16x32x32", "--batch", "2"), otherwise);
    }

    /** How {@code gantry benchmark} refuses these files and options, some given otherwise. */
    private String benchmark(String... otherwise) {
        return trainings("benchmark", Map.of("--models", "mc3_18", "--input", "16x32x32", "--batch", "2"), otherwise);
    }

    /** How {@code gantry search compare} refuses these files and options, some given otherwise. */
    private String compare(String... otherwise) {
        return trainings("search compare", Map.of("--search-batch", "2", "--batch", "2"), otherwise);
    }

    private String trainings(String command, Map<String, String> defaults, String... otherwise) {
        Map<String, String> options = new TreeMap<>(defaults);
        options.put("--data", files.scans().toString());
        options.put("--labels", files.labels().toString());
        options.put("--out", root.resolve("out").toString());
        for (int i = 0; i < otherwise.length; i += 2) {
            options.put(otherwise[i], otherwise[i + 1]);
        }
        return refusedEarly(command, options);
    }

    private String refusedEarly(String command, Map<String, String> options) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        options.forEach((name, value) -> arguments.addAll(List.of(name, value)));
        String line = refused(arguments.toArray(String[]::new));
        assertThat(root.resolve("out/.gantry")).as("no broker was started").doesNotExist();
        return line;
    }

    /** The one line with which a command says that it could not be done. */
    private static String refused(String... arguments) {
        Spoken spoken = Spoken.by(arguments);
        assertThat(spoken.code()).as(spoken.toString()).isEqualTo(1);
        assertThat(spoken.err().lines()).hasSize(1);
        assertThat(spoken.err()).startsWith("gantry: ").doesNotContain("Exception", "\tat ");
        return spoken.err();
    }

    @Test
    void anEmptyFolder() throws IOException {
        files.good(8, "Normal", "NCP");
        try (var scans = Files.list(files.scans())) {
            for (Path scan : scans.toList()) {
                Files.delete(scan);
            }
        }
        assertThat(run()).contains(files.scans() + ": holds no scan that Gantry reads; check the path");
        assertThat(refused("ingest", files.scans().toString())).contains("holds no scan that Gantry reads");
        assertThat(refused("classify", files.scans().toString())).contains("holds no scan that Gantry reads");
    }

    @Test
    void aFolderAListOrAFileThatIsNotThere() throws IOException {
        files.good(8, "Normal", "NCP");
        assertThat(run("--data", root.resolve("gone").toString())).contains("gone: does not exist; check the path");
        assertThat(run("--labels", root.resolve("gone.csv").toString())).contains("gone.csv: does not exist");
        assertThat(refused("classify", root.resolve("gone.nii").toString())).contains("gone.nii: does not exist");
    }

    @Test
    void oneClassOnly() throws IOException {
        files.good(8, "NCP");
        assertThat(run()).contains("every scan has the label NCP; a network needs two classes");
    }

    @Test
    void noScanHasBothALabelAndAFile() throws IOException {
        files.good(8, "Normal", "NCP");
        Files.writeString(files.labels(), "scan,label\nother1,NCP\nother2,Normal\n");
        assertThat(run()).contains("no scan has both a label and a file");
    }

    @Test
    void aListWithoutItsColumnsAndAScanThatStandsTwice() throws IOException {
        files.good(8, "Normal", "NCP");
        Files.writeString(files.labels(), "file,class\ngood0,NCP\n");
        assertThat(run()).contains("labels.csv, line 1");
        Files.writeString(files.labels(), "scan,label\ngood0,NCP\ngood0.nii.gz,Normal\n");
        assertThat(run()).contains("line 3: scan good0 stands on line 2 already; remove one of the two");
    }

    @Test
    void batchesThatTheDataSetCannotFill() throws IOException {
        files.good(12, "Normal", "NCP");
        assertThat(run("--search-batch", "50")).contains("fewer than a batch of 50", "smaller batches");
        assertThat(run("--batch", "50", "--search-batch", "2")).contains("fewer than a batch of 50");
    }

    @Test
    void widthsThatDoNotFitTheStrides() throws IOException {
        files.good(12, "Normal", "NCP");
        assertThat(run("--widths", "8,16", "--search-batch", "2", "--batch", "2"))
                .contains("2 widths (8,16) do not fit 6 strides");
        assertThat(compare("--widths", "8,16")).contains("2 widths (8,16) do not fit 6 strides");
    }

    @Test
    void networksThatNobodyKnowsOrThatTheVolumesDoNotFit() throws IOException {
        files.good(24, "Normal", "NCP");
        assertThat(train("--model", "resnet50"))
                .contains("model 'resnet50' is not resnet3d101, densenet3d121, mc3_18 or a genotype");
        assertThat(train("--model", "0,1,2")).contains("3 operations", "21 blocks; give one a block");
        assertThat(train("--model", "mc3_18,resnet3d101")).contains("2 models", "'gantry benchmark'");
        assertThat(train("--model", "densenet3d121", "--input", "8x16x16"))
                .contains("densenet3d121 takes no volumes of 8x16x16", "larger volumes");
        assertThat(benchmark("--models", "mc3_18,densenet3d121", "--input", "8x16x16"))
                .contains("densenet3d121 takes no volumes of 8x16x16");
        assertThat(benchmark("--models", "mc3_18,mc3_18")).contains("mc3_18 stands there twice");
        assertThat(benchmark("--seeds", "1,2,1")).contains("names a seed twice");
    }

    @Test
    void trainingsThatCannotBeDone() throws IOException {
        files.good(24, "Normal", "NCP");
        assertThat(train("--batch", "50")).contains("fewer than a batch of 50", "smaller batches");
        assertThat(train("--batch", "4", "--accumulation", "3"))
                .contains("a batch of 4 cannot be accumulated over 3 equal passes");
        assertThat(train("--dropout", "1")).contains("dropout must be in [0, 1), not 1.0");
        assertThat(train("--rate", "0")).contains("learning rates from 0.0");
        assertThat(train("--epochs", "0")).contains("a training needs an epoch");
        assertThat(train("--name", "a/b")).contains("a training's job is RUN/NAME of letters");
        assertThat(benchmark("--name", "")).contains("a training's job is RUN/NAME of letters");
        assertThat(train("--out", files.labels().toString())).contains("cannot write to", "choose another --out");
    }

    @Test
    void aDataSetThatIsNotNamedOrNotThere() throws IOException {
        files.good(8, "Normal", "NCP");
        String out = root.resolve("out").toString();
        assertThat(Spoken.by("train", "--model", "mc3_18", "--out", out).refusal())
                .contains("give --data with --labels, or the --dataset");
        assertThat(Spoken.by("train", "--model", "mc3_18", "--out", out, "--data", "scans")
                        .refusal())
                .contains("--data and --labels go together");
        assertThat(Spoken.by("benchmark", "--models", "mc3_18", "--out", out, "--dataset", "nodules")
                        .refusal())
                .contains("--dataset nodules needs the --directory or the --bootstrap-servers");
        assertThat(refused(
                        "train",
                        "--model",
                        "mc3_18",
                        "--out",
                        out,
                        "--dataset",
                        "nodules",
                        "--directory",
                        root.resolve("state").toString()))
                .contains("data set nodules is not on the bus; there are []");
    }

    @Test
    void aDirectoryWithoutABus() throws IOException {
        Path results = Files.createDirectories(root.resolve("results"));
        assertThat(refused("models", "list", "--directory", results.toString()))
                .contains("no bus in " + results + "; say where it is by --directory");
        assertThat(results).as("nothing was made there").isEmptyDirectory();
        Path inside = results.resolve(".gantry");
        Files.createDirectories(inside.resolve("broker"));
        assertThat(refused("models", "list", "--directory", results.toString()))
                .contains("did you mean --directory " + inside + "?");
    }

    @Test
    void aFileThatIsNoModelBundle() throws IOException {
        files.good(2, "Normal", "NCP");
        String state = root.resolve("state").toString();
        assertThat(refused("models", "import", files.labels().toString(), "--directory", state))
                .contains("labels.csv: is no model bundle that can be used");
        assertThat(refused("models", "import", root.resolve("gone.zip").toString(), "--directory", state))
                .contains("gone.zip: is no file; check the path");
        assertThat(root.resolve("state")).as("no broker was started").doesNotExist();
    }

    @Test
    void anOutFolderOrADirectoryThatCannotBeWritten() throws IOException {
        files.good(12, "Normal", "NCP");
        Path below = files.labels().resolve("results");
        assertThat(run("--out", below.toString())).contains("cannot write to " + below, "choose another --out");
        assertThat(run("--out", files.labels().toString())).contains("a file stands there");
        assertThat(refused("demo", "--out", below.toString())).contains("cannot write to " + below);
        assertThat(refused("ingest", files.scans().toString(), "--directory", below.toString()))
                .contains("cannot write to " + below, "choose another --directory");
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(refused("serve", "--broker-port", port, "--port", "0", "--directory", root.toString()))
                    .contains("port " + port + " is taken by another program: choose another");
            assertThat(refused(
                            "serve",
                            "--roles",
                            "ingest",
                            "--port",
                            port,
                            "--directory",
                            root.resolve("state").toString()))
                    .contains("port " + port + " ");
        }
    }

    @Test
    void aFolderThatCannotBeWatched() throws IOException {
        String file = Files.writeString(root.resolve("file"), "x").toString();
        String state = root.resolve("state").toString();
        assertThat(Spoken.by("serve", "--watch", file, "--roles", "sampler").refusal())
                .contains("--watch needs the role ingest");
        assertThat(Spoken.by("serve", "--watch", file, "--settle", "-1").refusal())
                .contains("--settle -1.0 is not between 0 and");
        assertThat(refused("serve", "--watch", file, "--roles", "ingest", "--port", "0", "--directory", state))
                .contains(file + ": deliveries cannot be taken there", "name another folder");
    }

    @Test
    void aSecondProcessOnTheSameDirectory() throws IOException {
        Path broker = Files.createDirectories(root.resolve("state/broker"));
        files.good(8, "Normal", "NCP");
        try (FileChannel other = FileChannel.open(
                        broker.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(refused(
                            "ingest",
                            files.scans().toString(),
                            "--directory",
                            root.resolve("state").toString()))
                    .contains(broker + " is in use by another gantry process");
        }
    }

    @Test
    void filesOfEveryKindOfTroubleAreNamedAndTheOthersComeIn() throws IOException {
        files.good(12, "Normal", "NCP");
        files.oneOfEachKind();
        Spoken spoken = Spoken.by(
                "ingest",
                files.scans().toString(),
                "--labels",
                files.labels().toString(),
                "--directory",
                root.resolve("state").toString(),
                "--json");
        assertThat(spoken.code()).as("files were refused").isEqualTo(1);
        assertThat(spoken.err()).isEmpty();
        JsonNode said = new ObjectMapper().readTree(spoken.out());
        assertThat(said.get("scans")).hasSize(13);
        assertThat(said.get("scans").toString()).contains("flat", "good0", "good11");
        assertThat(said.get("refused"))
                .hasSize(3)
                .anySatisfy(r -> assertThat(r.asText()).contains("truncated.nii.gz: gzip ends too early"))
                .anySatisfy(r -> assertThat(r.asText()).contains("magic.nii: "))
                .anySatisfy(r -> assertThat(r.asText()).contains("nan.nii.gz: voxels"));
        assertThat(said.get("oddities"))
                .anySatisfy(o -> assertThat(o.asText()).contains("1 label has no file", "absent"))
                .anySatisfy(o -> assertThat(o.asText()).contains("1 file has no label", "unlabelled"))
                .anySatisfy(o -> assertThat(o.asText()).contains("scan twice left out", "keep one"))
                .anySatisfy(o -> assertThat(o.asText()).startsWith("flat: "));
    }

    @Test
    void aDryRunSaysWhatEachScanIsAndLeavesNoBroker() throws IOException {
        files.good(2, "Normal", "NCP");
        files.oneOfEachKind();
        Path state = root.resolve("state");
        Spoken spoken =
                Spoken.by("ingest", files.scans().toString(), "--dry-run", "--directory", state.toString(), "--json");
        assertThat(spoken.code()).as("files are refused").isEqualTo(1);
        assertThat(spoken.err()).isEmpty();
        assertThat(state).doesNotExist();
        JsonNode said = new ObjectMapper().readTree(spoken.out());
        assertThat(said.get("refused").asInt()).isEqualTo(3);
        assertThat(said.get("oddities").toString()).contains("scan twice left out");
        JsonNode good = said.get("scans").get(2);
        assertThat(good.get("scan").asText()).isEqualTo("good1");
        assertThat(good.get("shape").toString()).isEqualTo("[4,6,6]");
        assertThat(good.get("range")).hasSize(2);
        assertThat(good.get("digest").asText()).hasSize(64);
        assertThat(said.get("scans"))
                .anySatisfy(scan -> assertThat(scan.path("refused").asText()).contains("truncated.nii.gz: gzip ends"));
    }

    @Test
    void aDryRunOfTooFewScansSaysWhyTheyMakeNoDataSetAndLooksAtThemAllTheSame() throws IOException {
        files.good(2, "Normal", "NCP");
        Spoken spoken = Spoken.by(
                "ingest", files.scans().toString(), "--labels", files.labels().toString(), "--dry-run", "--json");
        assertThat(spoken.code()).isEqualTo(1);
        JsonNode said = new ObjectMapper().readTree(spoken.out());
        assertThat(said.get("scans")).hasSize(2);
        assertThat(said.get("refused").asInt()).isZero();
        assertThat(said.get("unusable").toString()).contains("too few patients");
    }
}
