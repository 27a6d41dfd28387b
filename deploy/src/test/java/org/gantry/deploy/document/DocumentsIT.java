package org.gantry.deploy.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of README.md and of docs, run as they are written and in their order: the README's in a folder of its
 * own, all others in one, in which the tutorial comes first; what it leaves up stays up for those that come after.
 */
@SuppressWarnings("NullAway.Init")
class DocumentsIT {
    private static final String README = "README.md";
    private static final String TUTORIAL = "docs/tutorial.md";

    /** By {@code -Dgantry.documents=REGEX} only some are run, after the tutorial. */
    private static final String CHOSEN = System.getProperty("gantry.documents", ".*");

    @TempDir
    private static Path root;

    private static Workplace first;
    private static Workplace rest;
    private static int ran;
    private static final List<String> LEFT_OUT = new ArrayList<>();

    @BeforeAll
    static void open() throws IOException {
        first = new Workplace(Files.createDirectory(root.resolve("first")));
        rest = new Workplace(Files.createDirectory(root.resolve("rest")));
    }

    @AfterAll
    static void closeAndTell() throws IOException {
        first.close();
        rest.close();
        System.out.println("documents: " + ran + " blocks of commands were run, these were not:");
        LEFT_OUT.forEach(line -> System.out.println("  " + line));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandRuns() throws IOException {
        List<Document> documents = Document.all().stream()
                .filter(document ->
                        document.name().equals(README) || document.name().startsWith("docs/"))
                .filter(document -> document.blocks().stream().anyMatch(Block::isShell))
                .filter(document ->
                        document.name().equals(TUTORIAL) || document.name().matches(CHOSEN))
                .toList();
        Set<String> early = Set.of(README, TUTORIAL);
        return Stream.concat(
                        documents.stream().filter(document -> early.contains(document.name())),
                        documents.stream().filter(document -> !early.contains(document.name())))
                .map(document -> DynamicTest.dynamicTest(document.name(), () -> run(document)));
    }

    private static void run(Document document) throws IOException, InterruptedException {
        Workplace place = document.name().equals(README) ? first : rest;
        int before = place.up();
        try {
            for (Block block : document.blocks()) {
                if (block.isShell()) {
                    run(place, document, block);
                }
            }
        } finally {
            if (!document.name().equals(TUTORIAL)) {
                place.endAllBut(before);
            }
        }
    }

    private static void run(Workplace place, Document document, Block block) throws IOException, InterruptedException {
        String where = document.name() + ":" + block.line() + " ";
        List<String> lacks = place.lacks(block);
        if (block.notRun().isPresent()) {
            LEFT_OUT.add(where + block.notRun().get());
        } else if (!lacks.isEmpty()) {
            LEFT_OUT.add(where + "this machine lacks " + String.join(", ", lacks));
        } else {
            place.run(document.name(), block);
            ran++;
        }
    }
}
