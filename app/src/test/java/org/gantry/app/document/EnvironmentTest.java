package org.gantry.app.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gantry.domain.EnvironmentVariable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All variables of the environment stand in one place, and nothing else reads them. */
@SuppressWarnings("NullAway.Init")
class EnvironmentTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern NAME = Pattern.compile("GANTRY_[A-Z_]*[A-Z]");
    private static final String CATALOGUE = "EnvironmentVariable.java";

    /** What reads variables of others: folders of programs and libraries, TensorFlow's and OpenTelemetry's. */
    private static final Set<String> OF_OTHERS =
            Set.of("GpuMemory.java", "Gpu.java", "Connection.java", "Device.java", CATALOGUE);

    /** Scripts, settings and sources by path; tests apart. */
    private static Map<Path, String> texts;

    @BeforeAll
    static void read() throws IOException {
        texts = new TreeMap<>();
        List<Path> folders;
        try (Stream<Path> modules = Files.list(HOME)) {
            folders = modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .collect(Collectors.toList());
        }
        for (String more : List.of("gantry", ".ci", "deploy", "bench/run")) {
            folders.add(HOME.resolve(more));
        }
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (!file.toString().contains("/target/")
                            && !file.toString().contains("/src/test/")) {
                        texts.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
    }

    private static Set<String> names(Stream<String> of) {
        return of.flatMap(text -> NAME.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyVariableThatIsUsedStandsInTheCatalogueAndNoOther() {
        Set<String> used = names(texts.entrySet().stream()
                .filter(file -> !file.getKey().endsWith(CATALOGUE))
                .map(Map.Entry::getValue));
        assertThat(used)
                .isEqualTo(Arrays.stream(EnvironmentVariable.values())
                        .map(EnvironmentVariable::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void nothingElseReadsTheEnvironment() {
        Set<String> readers = texts.entrySet().stream()
                .filter(file -> file.getValue().contains("System.getenv("))
                .map(file -> file.getKey().getFileName().toString())
                .collect(Collectors.toSet());
        assertThat(readers).isEqualTo(OF_OTHERS);
    }

    @Test
    void theLauncherTellsOfItsOwnInItsHead() throws IOException {
        String launcher = Files.readString(HOME.resolve("gantry"));
        Set<String> told = names(launcher.lines().filter(line -> line.startsWith("#   GANTRY_")));
        assertThat(told)
                .contains("GANTRY_HEAP", "GANTRY_DEBUG")
                .allMatch(name -> EnvironmentVariable.valueOf(name).reader() != EnvironmentVariable.Reader.COMPOSE);
    }
}
