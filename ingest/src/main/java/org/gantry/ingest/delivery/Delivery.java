package org.gantry.ingest.delivery;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gantry.ingest.IngestRequest;
import org.gantry.ingest.read.Archive;

/**
 * An entry of a folder that is to be ingested and then settled.
 *
 * @param entry the file or folder
 */
record Delivery(Path entry) {
    /**
     * What to ingest of it, one request after the other: a file or an archive, or what its folder holds, where archives
     * stand for themselves. A folder that only holds a folder stands for that.
     */
    List<IngestRequest> requests() throws IOException {
        Path content = content();
        List<IngestRequest> requests = new ArrayList<>();
        List<Path> rest = new ArrayList<>();
        for (Path path : inside(content)) {
            if (Archive.isOne(path)) {
                requests.add(IngestRequest.unlabelled(List.of(path)));
            } else {
                rest.add(path);
            }
        }
        if (requests.isEmpty()) {
            return List.of(IngestRequest.unlabelled(List.of(content)));
        }
        if (!rest.isEmpty()) {
            requests.add(IngestRequest.unlabelled(rest));
        }
        return requests;
    }

    /** Lets go of the archives that were opened for it. */
    void release() throws IOException {
        if (!Files.exists(entry)) {
            return;
        }
        Archive.release(entry);
        for (Path path : inside(content())) {
            Archive.release(path);
        }
    }

    private Path content() throws IOException {
        Path content = entry;
        List<Path> inside = inside(content);
        while (inside.size() == 1 && Files.isDirectory(inside.get(0))) {
            content = inside.get(0);
            inside = inside(content);
        }
        return content;
    }

    private static List<Path> inside(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    /** A sentence about its files, without the folders that lead to it: these mean nothing to who delivered it. */
    String plain(String sentence) {
        Path folder = entry.getParent();
        return folder == null ? sentence : sentence.replace(folder + File.separator, "");
    }
}
