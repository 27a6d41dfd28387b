package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gantry datasets} on what {@code gantry ingest} brought. */
class DatasetsTest {
    @TempDir
    Path root;

    private JsonNode say(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--directory", root.resolve("state").toString(), "--json"));
        Spoken spoken = Spoken.by(all.toArray(String[]::new));
        assertThat(spoken.err()).isEmpty();
        assertThat(spoken.code()).isZero();
        return new ObjectMapper().readTree(spoken.out());
    }

    private JsonNode ingest(BadFiles files, String name) throws IOException {
        return say(
                "ingest", files.scans().toString(), "--labels", files.labels().toString(), "--dataset", name);
    }

    @Test
    void dataSetsAreListedShownAndCompared() throws IOException {
        BadFiles files = new BadFiles(root);
        files.good(12, "Normal", "NCP");
        String digest = ingest(files, "one").get("digest").asText();
        List<String> lines = Files.readAllLines(files.labels());
        lines.set(1, lines.get(1).replace("Normal", "NCP"));
        lines.remove(12);
        Files.write(files.labels(), lines);
        assertThat(ingest(files, "other").get("digest").asText()).isNotEqualTo(digest);

        JsonNode list = say("datasets", "list");
        assertThat(list.findValuesAsText("dataset")).containsExactly("one", "other");
        assertThat(list.get(0).get("digest").asText()).isEqualTo(digest);

        JsonNode one = say("datasets", "show", "one");
        assertThat(one.get("entries")).hasSize(12);
        assertThat(one.get("scans").get("TEST").get("NCP").asInt()).isPositive();

        JsonNode diff = say("datasets", "diff", "one", "other");
        assertThat(diff.get("same").asBoolean()).isFalse();
        assertThat(diff.get("differences").get("good0").toString()).contains("label Normal became NCP");
        assertThat(diff.get("differences").get("good11").toString()).contains("only in one");
        assertThat(say("datasets", "diff", "one", "one").get("same").asBoolean())
                .isTrue();
    }

    @Test
    void whatIsOnTheBusIsFrozenUnderANameThatThenStandsForOneDigest() throws IOException {
        BadFiles files = new BadFiles(root);
        files.good(12, "Normal", "NCP");
        String digest = ingest(files, "one").get("digest").asText();
        Files.writeString(files.labels(), Files.readString(files.labels()) + "missing,NCP\n");
        String labels = files.labels().toString();

        JsonNode frozen = say("datasets", "freeze", "spring", "--labels", labels);
        assertThat(frozen.get("digest").asText())
                .as("the same scans, labels and roles")
                .isEqualTo(digest);
        assertThat(frozen.get("notes").toString()).contains("1 label has no complete scan", "missing");
        assertThat(frozen.get("stands")).isNotEmpty();
        assertThat(say("datasets", "show", "spring").get("stands")).isEqualTo(frozen.get("stands"));
        assertThat(say("datasets", "diff", "one", "spring").get("same").asBoolean())
                .isTrue();
        assertThat(say("datasets", "freeze", "spring", "--labels", labels).get("digest"))
                .isEqualTo(frozen.get("digest"));

        Files.writeString(files.labels(), Files.readString(files.labels()).replaceFirst("Normal", "NCP"));
        Spoken refused = Spoken.by(
                "datasets",
                "freeze",
                "spring",
                "--labels",
                labels,
                "--directory",
                root.resolve("state").toString());
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("data set spring is on the bus already as " + digest, "another name");
    }
}
