package org.gantry.ingest.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Moves what was taken to {@code done}, beside a list of its scans, and what was not to {@code rejected}; why anything
 * was refused stands beside it.
 *
 * @param folder the watched folder
 */
record Shelves(Path folder) implements Settlement {
    @Override
    public void settle(Path entry, Outcome outcome) throws IOException {
        Path shelf =
                Files.createDirectories(folder.resolve(outcome.rejected() ? DropFolder.REJECTED : DropFolder.DONE));
        String name = free(shelf, String.valueOf(entry.getFileName()));
        if (!outcome.rejected()) {
            Files.writeString(shelf.resolve(name + ".scans.txt"), outcome.account());
        }
        if (!outcome.refused().isEmpty()) {
            Files.writeString(shelf.resolve(name + ".reason.txt"), outcome.reasons());
        }
        Files.move(entry, shelf.resolve(name));
    }

    /** A name that no earlier delivery has there: its own, or that with a number before it, as its ending counts. */
    private static String free(Path shelf, String name) {
        String free = name;
        for (int n = 2; Files.exists(shelf.resolve(free)); n++) {
            free = n + "-" + name;
        }
        return free;
    }
}
