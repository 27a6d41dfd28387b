package org.gantry.deploy.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gantry.app.Gantry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every page: its links lead somewhere, and its calls of gantry are understood, also those that are not run. */
@SuppressWarnings("NullAway.Init")
class DocumentsTest {
    private static final CommandLine GANTRY = Gantry.commandLine();
    private static List<Document> documents;

    @BeforeAll
    static void read() throws IOException {
        documents = Document.all();
        assertThat(documents).extracting(Document::name).contains("README.md", "docs/tutorial.md", "docs/search.md");
    }

    @Test
    void everyLinkLeadsToAFileAndToAHeadingOfIt() {
        List<String> broken = new ArrayList<>();
        for (Document document : documents) {
            for (String link : document.links()) {
                if (!link.matches("[a-z]+:.*") && !leads(document, link)) {
                    broken.add(document.name() + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leads(Document from, String link) {
        String[] parts = link.split("#", 2);
        Path to = parts[0].isEmpty()
                ? from.file()
                : from.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(to)) {
            return false;
        }
        return parts.length == 1 || Document.read(to).anchors().contains(parts[1]);
    }

    @Test
    void everyPageOfDocsIsLinkedFromItsIndex() {
        Document index = documents.stream()
                .filter(document -> document.name().equals("docs/README.md"))
                .findFirst()
                .orElseThrow();
        assertThat(index.links().stream()
                        .map(link -> index.file().resolveSibling(link).normalize()))
                .containsAll(documents.stream()
                        .filter(document -> document.name().startsWith("docs/") && !document.equals(index))
                        .map(Document::file)
                        .toList());
    }

    @Test
    void everyMarkOfABlockIsKnown() {
        for (Document document : documents) {
            assertThat(document.blocks())
                    .as(document.name())
                    .allMatch(block -> !block.isShell() || block.isMarkedWell());
        }
    }

    @Test
    void everyCallOfGantryIsUnderstood() {
        List<String> refused = new ArrayList<>();
        for (Document document : documents) {
            document.blocks().stream()
                    .filter(Block::isShell)
                    .forEach(block -> ShellWords.gantry(block.text())
                            .forEach(call -> refusal(call)
                                    .forEach(reason -> refused.add(
                                            document.name() + ":" + block.line() + " " + call + ": " + reason))));
        }
        assertThat(refused).isEmpty();
    }

    @Test
    void callsAreFoundAsAShellWouldReadThem() {
        String text = """
                ./gantry run --data 'my scans' \\
                    --out results   # not --this
                A=1 gantry doctor | head -1; echo gantry && ./gantry models list > "a file"
                """;
        assertThat(ShellWords.gantry(text))
                .containsExactly(
                        List.of("run", "--data", "my scans", "--out", "results"),
                        List.of("doctor"),
                        List.of("models", "list"));
        assertThat(refusal(List.of("run", "--nonsense"))).isNotEmpty();
        assertThat(refusal(List.of("network", "describe", "--model", "mc3_18"))).isEmpty();
    }

    @Test
    void everyExampleOfTheHelpIsUnderstood() {
        List<String> refused = new ArrayList<>();
        commands(GANTRY).forEach(command -> {
            String footer =
                    String.join("\n", command.getCommandSpec().usageMessage().footer());
            ShellWords.gantry(footer.replaceAll("  +\\(.*\\)", ""))
                    .forEach(call -> refusal(call).forEach(reason -> refused.add(call + ": " + reason)));
        });
        assertThat(refused).isEmpty();
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(DocumentsTest::commands));
    }

    /**
     * What a command line has against a call, of which a file of options or a variable of the shell may hold a part.
     */
    private static List<String> refusal(List<String> call) {
        List<String> said =
                call.stream().filter(word -> !word.matches("[@$].*")).toList();
        try {
            CommandLine.ParseResult parsed = GANTRY.parseArgs(said.toArray(String[]::new));
            return parsed.errors().stream().map(Exception::toString).toList();
        } catch (MissingParameterException e) {
            return said.size() < call.size() ? List.of() : List.of("" + e.getMessage());
        } catch (ParameterException e) {
            return List.of("" + e.getMessage());
        }
    }
}
