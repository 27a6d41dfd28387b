package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no bus of {@code gantry architectures}. */
class ArchitecturesCommandTest {
    private static final String MIXED = "0,1,2,3,4,5,6,7,1,2,3,4,5,6,7,0,2,3,4,5,6";

    @TempDir
    private Path folder;

    private static Spoken show(String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "architectures";
        words[1] = "show";
        System.arraycopy(options, 0, words, 2, options.length);
        return Spoken.by(words);
    }

    @Test
    void aGenotypeIsShownInTextAndAsAPictureWithoutABus() throws IOException {
        Path file = folder.resolve("new/mixed.png");
        Spoken spoken = show("--genotype", MIXED, "--out", file.toString());
        assertThat(spoken.code()).isZero();
        assertThat(spoken.out()).contains("2,811,922 (10.73 MiB)", "7x7x7_MBConv4", "widths S, strides ANISOTROPIC");
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(1400);
        assertThat(show("--genotype", MIXED, "--json").out()).startsWith("{").contains("\"parameters\" : 2811922");
    }

    @Test
    void whichArchitectureMustBeSaidInOneWay() {
        assertThat(show().refusal()).contains("--run NAME", "--genotype");
        assertThat(show("--run", "a", "--genotype", MIXED).refusal()).contains("say which architecture");
        assertThat(show("--genotype", MIXED, "--epoch", "1").refusal()).contains("--run NAME --epoch N");
        assertThat(show("--genotype", "0,1").refusal()).contains("has 21 blocks; give one a block");
    }

    @Test
    void aPictureThatCannotBeWrittenIsRefusedFirst() {
        Spoken spoken = show("--genotype", MIXED, "--out", folder.toString());
        assertThat(spoken.code()).isEqualTo(1);
        assertThat(spoken.err()).contains("is a folder; name a file with --out");
    }

    @Test
    void aListOfNothingIsRefused() {
        Spoken spoken = Spoken.by("architectures", "list", "--top", "0");
        assertThat(spoken.code()).isEqualTo(1);
        assertThat(spoken.err()).contains("--top 0 would list nothing");
    }
}
