package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gantry ingest --dry-run} counts the faults of slices, and {@code --mend} mends them. */
class FaultsTest {
    @TempDir
    Path root;

    /** Two scans, of which one lists a slice twice and has another that is empty. */
    @BeforeEach
    void write() throws IOException {
        for (int scan = 1; scan <= 2; scan++) {
            Path folder = Files.createDirectories(root.resolve("scans/scan" + scan));
            for (int slice = 1; slice <= 4; slice++) {
                BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
                for (int n = 0; n < 64; n++) {
                    image.getRaster().setSample(n % 8, n / 8, 0, n * (slice + scan) % 200);
                }
                ImageIO.write(image, "png", folder.resolve(slice + ".png").toFile());
            }
        }
        Files.copy(root.resolve("scans/scan2/1.png"), root.resolve("scans/scan2/5.png"));
        Files.write(root.resolve("scans/scan2/6.png"), new byte[0]);
    }

    private Spoken dryRun(String... more) {
        String[] arguments = {"ingest", root.resolve("scans").toString(), "--dry-run"};
        String[] all =
                Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
        return Spoken.by(all);
    }

    @Test
    void faultsAreSaidOfEachScanAndCountedForAll() throws IOException {
        JsonNode said = new ObjectMapper().readTree(dryRun("--json").out());
        assertThat(said.get("faults").get("repeated").get("slices").asInt()).isEqualTo(1);
        assertThat(said.get("faults").get("damaged").get("scans").asInt()).isEqualTo(1);
        assertThat(said.get("scans").get(0).get("faults")).isEmpty();
        JsonNode faults = said.get("scans").get(1).get("faults");
        assertThat(faults.findValuesAsText("kind")).containsExactly("damaged", "repeated");
        assertThat(faults.findValuesAsText("slice")).containsExactly("6.png", "5.png");
        assertThat(said.get("scans").get(1).get("shape").get(0).asInt()).isEqualTo(5);
        assertThat(dryRun().out())
                .contains("note: 1 slice is repeated: 5.png repeats 1.png")
                .contains("note: slices at fault: 1 damaged in 1 scan, 1 repeated in 1 scan; --mend mends those of"
                        + " pictures");
    }

    @Test
    void mendedScansSayWhatWasDone() throws IOException {
        JsonNode scan = new ObjectMapper()
                .readTree(dryRun("--mend", "--json").out())
                .get("scans")
                .get(1);
        assertThat(scan.get("shape").get(0).asInt()).isEqualTo(4);
        assertThat(scan.get("oddities").toString()).contains("mended: 1 repeated slice left out: 5.png repeats 1.png");
        assertThat(dryRun("--mend").out()).contains("in 1 scan; those of pictures were mended");
    }
}
