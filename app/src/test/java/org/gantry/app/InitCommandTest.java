package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** {@code gantry init} writes what the command that it is for understands. */
class InitCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "train", "benchmark", "serve", "demo"})
    void itsFileIsUnderstoodAsItIsAndWithEveryDefaultSaid(String command) throws IOException {
        Path file = folder.resolve(command + ".txt");
        assertThat(Spoken.by("init", file.toString(), "--command", command).code())
                .isZero();
        assertUnderstood(command, file);
        Set<String> defaults = options(command).stream()
                .filter(option ->
                        option.initialValue() != null && option.arity().max() > 0)
                .map(OptionSpec::longestName)
                .collect(Collectors.toSet());
        List<String> lines = Files.readAllLines(file);
        List<String> said = lines.stream()
                .map(line -> defaults.contains(line.replaceAll("^#\"?|=.*$", "")) ? line.substring(1) : line)
                .toList();
        assertThat(said).isNotEqualTo(lines);
        Files.write(file, said);
        assertUnderstood(command, file);
    }

    private static List<OptionSpec> options(String command) {
        return Optional.ofNullable(Gantry.commandLine().getSubcommands().get(command))
                .orElseThrow()
                .getCommandSpec()
                .options();
    }

    private static void assertUnderstood(String command, Path file) {
        assertThatCode(() -> Gantry.commandLine().parseArgs(command, "@" + file))
                .doesNotThrowAnyException();
    }

    @Test
    void itOverwritesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.txt"), "--seed=3");
        Spoken spoken = Spoken.by("init", file.toString());
        assertThat(spoken.code()).isEqualTo(1);
        assertThat(spoken.err()).contains("mine.txt is there already; name another file");
        assertThat(file).hasContent("--seed=3");
    }

    @Test
    void anUnknownCommandIsNamedWithThoseThatThereAre() {
        Spoken spoken = Spoken.by("init", folder.resolve("x.txt").toString(), "--command", "fly");
        assertThat(spoken.refusal()).contains("there is no command fly; there are acl, architectures,");
        assertThat(folder).isEmptyDirectory();
    }
}
