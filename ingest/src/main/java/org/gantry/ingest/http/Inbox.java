package org.gantry.ingest.http;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gantry.domain.Trees;
import org.gantry.ingest.delivery.DeliveryConfig;
import org.gantry.ingest.delivery.DeliveryVerticle;
import org.gantry.ingest.delivery.DropFolder;
import org.gantry.ingest.delivery.Ingester;
import org.gantry.ingest.delivery.News;

/**
 * The folder in which uploads wait for the bus: a body is written to {@code ID.part}, and becomes the delivery
 * {@code ID} when it is whole. What was acknowledged so survives the process.
 */
public final class Inbox {
    /** Seconds after which room may be there again. */
    private static final int SOON = 5;

    private static final int LATER = 60;

    private final DropFolder folder;
    private final InboxLimits limits;
    private final Receipts receipts;
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();
    private final Map<String, Upload> receiving = new ConcurrentHashMap<>();

    private Inbox(DropFolder folder, InboxLimits limits) {
        this.folder = folder;
        this.limits = limits;
        this.receipts = new Receipts(folder.path(), waiting::remove);
    }

    /**
     * The inbox in a folder of this process alone; what was not whole when the last process ended is deleted, as nobody
     * was told that it is here.
     *
     * @throws IllegalArgumentException if another process has the folder, or it cannot be written
     */
    public static Inbox open(Path directory, InboxLimits limits) throws IOException {
        Inbox inbox = new Inbox(DropFolder.open(directory), limits);
        for (Path entry : entries(inbox.folder.path())) {
            String name = String.valueOf(entry.getFileName());
            if (name.endsWith(Upload.UNFINISHED) || name.startsWith(Receipts.GONE)) {
                Trees.delete(entry);
            } else if (DropFolder.isDelivery(name)) {
                inbox.waiting.put(name, Trees.bytes(entry));
            }
        }
        return inbox;
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            all.sorted(Comparator.naturalOrder()).forEach(entries::add);
        }
        return entries;
    }

    /** Takes what waits here. */
    public DeliveryVerticle deliveries(Ingester ingester, Consumer<News> news) {
        return new DeliveryVerticle(folder, receipts, ingester, DeliveryConfig.whole(), news);
    }

    /**
     * Begins an upload.
     *
     * @param name what the user calls it; empty where no name is given
     * @param announced how many bytes it says that it has; 0 where it does not say
     * @throws Refusal if there is no room for it
     */
    synchronized Upload begin(Optional<String> name, long announced) throws IOException {
        requireSize(announced);
        if (receiving.size() >= limits.atOnce()) {
            throw new Refusal(429, limits.atOnce() + " uploads are being received; send this one after them", SOON);
        }
        if (waiting.size() >= limits.waiting()) {
            throw new Refusal(503, waiting.size() + " uploads wait for the bus; send this one later", LATER);
        }
        requireRoom(announced);
        String id = UUID.randomUUID().toString();
        Upload upload = new Upload(this, folder.path(), id, name);
        receiving.put(id, upload);
        return upload;
    }

    /** Refuses an upload that is too large, now that so many bytes of it are known. */
    void requireSize(long bytes) {
        if (bytes > limits.uploadBytes()) {
            throw new Refusal(413, "an upload may have " + limits.uploadBytes() + " bytes at most; send it in several");
        }
    }

    /** Refuses bytes for which there is no room. */
    void requireRoom(long more) throws IOException {
        long held = waiting.values().stream().mapToLong(Long::longValue).sum()
                + receiving.values().stream().mapToLong(Upload::bytes).sum();
        if (held + more > limits.waitingBytes()) {
            throw new Refusal(
                    503,
                    "uploads of " + held + " bytes wait for the bus, and there is room for " + limits.waitingBytes()
                            + "; send this one later",
                    LATER);
        }
        if (Files.getFileStore(folder.path()).getUsableSpace() - more < limits.spareBytes()) {
            throw new Refusal(507, "the disk that uploads wait on is full; free some of it, or send this later", LATER);
        }
    }

    /** An upload is whole. */
    void received(Upload upload) {
        waiting.put(upload.id(), upload.bytes());
        receiving.remove(upload.id());
    }

    /** An upload is given up. */
    void dropped(Upload upload) {
        receiving.remove(upload.id());
    }

    /**
     * Where an upload stands; empty where none has this id, or its receipt is too old to be kept.
     *
     * @param taking what is being read now
     */
    Optional<JsonObject> status(String id, Optional<DeliveryVerticle.Taking> taking) throws IOException {
        if (!Upload.isId(id)) {
            return Optional.empty();
        }
        if (Files.exists(folder.path().resolve(id))) {
            JsonObject status = new JsonObject().put("upload", id);
            return taking.filter(t -> t.name().equals(id))
                    .map(t ->
                            status.put("state", "reading").put("read", t.done()).put("of", t.all()))
                    .or(() -> Optional.of(status.put("state", "queued")));
        }
        return receipts.of(id);
    }
}
