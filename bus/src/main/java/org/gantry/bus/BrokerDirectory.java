package org.gantry.bus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * The directory of an embedded broker, locked for this process. The lock is ours because Kafka takes its own only after
 * it has opened the log, and then does not let go.
 */
final class BrokerDirectory implements AutoCloseable {
    private final Path log;
    private final FileChannel lock;

    private BrokerDirectory(Path log, FileChannel lock) {
        this.log = log;
        this.lock = lock;
    }

    static BrokerDirectory open(Path dir) {
        try {
            Path log = Files.createDirectories(dir.resolve("log"));
            FileChannel channel =
                    FileChannel.open(dir.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new BusException("broker directory " + dir + " is in use by another gantry process");
            }
            return new BrokerDirectory(log, channel);
        } catch (IOException e) {
            throw new BusException(
                    "broker directory " + dir + " cannot be written: choose another (" + Failures.say(e) + ")", e);
        }
    }

    Path log() {
        return log;
    }

    /** That of the first start. */
    String clusterId() throws IOException {
        Path meta = log.resolve("meta.properties");
        if (!Files.exists(meta)) {
            return Uuid.randomUuid().toString();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(meta)) {
            properties.load(in);
        }
        String id = properties.getProperty("cluster.id");
        if (id == null) {
            throw new BusException(
                    meta + " names no cluster.id: restore it, or delete " + log + " with all its topics");
        }
        return id;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new BusException("the lock on " + log + " cannot be released", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
