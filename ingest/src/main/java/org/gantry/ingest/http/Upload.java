package org.gantry.ingest.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.gantry.domain.CanIgnoreReturnValue;
import org.gantry.domain.Trees;
import org.jspecify.annotations.Nullable;

/** Files that come in, one after the other, in a folder of their own that the inbox takes when they are whole. */
final class Upload {
    /** What says that a folder is still being written. */
    static final String UNFINISHED = ".part";

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Inbox inbox;
    private final Path inboxFolder;
    private final String id;
    private final boolean named;
    private final Path whole;
    private final Path content;
    private final List<Path> files = new ArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable OutputStream out;

    Upload(Inbox inbox, Path inboxFolder, String id, Optional<String> name) throws IOException {
        this.inbox = inbox;
        this.inboxFolder = inboxFolder;
        this.id = id;
        this.named = name.isPresent();
        this.whole = inboxFolder.resolve(id + UNFINISHED);
        this.content = Files.createDirectories(
                whole.resolve(name.map(n -> SafeName.of(n, id)).orElse(id)));
    }

    /** Whether something may be the id of an upload; nothing else is looked up. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    String id() {
        return id;
    }

    /** How many bytes came so far. */
    long bytes() {
        return bytes.get();
    }

    /** How many files are kept. */
    int files() {
        return files.size();
    }

    /** Begins a file; a name that was there already gets a number. */
    @CanIgnoreReturnValue
    Path begin(String sentName) throws IOException {
        String name = SafeName.of(sentName, "file-" + (files.size() + 1));
        Path file = content.resolve(name);
        if (Files.exists(file)) {
            file = content.resolve((files.size() + 1) + "-" + name);
        }
        out = Files.newOutputStream(file);
        files.add(file);
        return file;
    }

    /** More of it. */
    void write(byte[] data, int from, int length) throws IOException {
        inbox.requireSize(bytes.get() + length);
        inbox.requireRoom(length);
        bytes.addAndGet(length);
        if (out != null) {
            out.write(data, from, length);
        }
    }

    /** Ends the file. */
    void end() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
    }

    /** Leaves a file out again. */
    void remove(Path file) throws IOException {
        files.remove(file);
        Files.delete(file);
    }

    /** All is here: from now on it is a delivery. A file that is alone and has no other name gives its scan its own. */
    void complete() throws IOException {
        end();
        if (!named && files.size() == 1) {
            Files.move(content, whole.resolve(String.valueOf(files.get(0).getFileName())));
        }
        Files.move(whole, inboxFolder.resolve(id));
        inbox.received(this);
    }

    /** It is given up: nothing of it stays. */
    void abort() throws IOException {
        end();
        inbox.dropped(this);
        Trees.delete(whole);
    }
}
