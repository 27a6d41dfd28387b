package org.gantry.ingest.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gantry.domain.Trees;
import org.gantry.ingest.delivery.DropFolder;
import org.gantry.ingest.delivery.Outcome;
import org.gantry.ingest.delivery.Settlement;

/**
 * Settles uploads: what one came to is kept as a receipt, its files go, as the bus has them or who sent them does.
 *
 * @param inbox the folder of uploads
 * @param settled is told the id of each
 */
record Receipts(Path inbox, Consumer<String> settled) implements Settlement {
    /** What is being deleted. */
    static final String GONE = ".gone-";

    private static final int KEPT = 1000;

    @Override
    public void settle(Path entry, Outcome outcome) throws IOException {
        String id = String.valueOf(entry.getFileName());
        Path shelf = inbox.resolve(outcome.rejected() ? DropFolder.REJECTED : DropFolder.DONE);
        Path fresh = shelf.resolve(id + ".tmp");
        Files.writeString(fresh, receipt(id, outcome).encode());
        Files.move(fresh, shelf.resolve(id + ".json"), StandardCopyOption.REPLACE_EXISTING);
        // half deleted, it must not be taken again as something else
        Path gone = inbox.resolve(GONE + id);
        Files.move(entry, gone);
        Trees.delete(gone);
        settled.accept(id);
        forgetOld(shelf);
    }

    private static JsonObject receipt(String id, Outcome outcome) {
        Map<String, String> scans = new TreeMap<>();
        outcome.scans().forEach((scan, place) -> scans.put(scan, within(id, place)));
        return new JsonObject()
                .put("upload", id)
                .put("state", outcome.rejected() ? "rejected" : "done")
                .put("scans", array(List.copyOf(scans.keySet())))
                .put("files", new JsonObject(new TreeMap<>(scans)))
                .put("oddities", array(within(id, outcome.oddities())))
                .put("refused", array(within(id, outcome.refused())));
    }

    private static JsonArray array(List<String> texts) {
        return new JsonArray(new ArrayList<>(texts));
    }

    private static List<String> within(String id, List<String> sentences) {
        return sentences.stream().map(sentence -> within(id, sentence)).toList();
    }

    /** Who sent a file knows it by its own name. */
    private static String within(String id, String sentence) {
        return sentence.replace(id + "/", "");
    }

    /** The receipt of an upload. */
    Optional<JsonObject> of(String id) throws IOException {
        for (String shelf : List.of(DropFolder.DONE, DropFolder.REJECTED)) {
            Path receipt = inbox.resolve(shelf).resolve(id + ".json");
            if (Files.exists(receipt)) {
                return Optional.of(new JsonObject(Files.readString(receipt)));
            }
        }
        return Optional.empty();
    }

    private static void forgetOld(Path shelf) throws IOException {
        record Old(Path path, FileTime time) {}
        List<Old> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(shelf)) {
            for (Path path : files.toList()) {
                all.add(new Old(path, Files.getLastModifiedTime(path)));
            }
        }
        all.sort(Comparator.comparing(Old::time));
        for (Old old : all.subList(0, Math.max(0, all.size() - KEPT))) {
            Files.deleteIfExists(old.path());
        }
    }
}
