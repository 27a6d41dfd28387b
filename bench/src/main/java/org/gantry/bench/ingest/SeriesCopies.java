package org.gantry.bench.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A DICOM series many times over, each copy a series of its own: its identifier has other last digits.
 *
 * @param files the slices
 * @param contents what is in them
 * @param uid where the identifier stands in each, and how long it is
 */
record SeriesCopies(List<Path> files, List<byte[]> contents, List<Range> uid) {
    private static final byte[] SERIES_INSTANCE_UID = {0x20, 0x00, 0x0E, 0x00, 'U', 'I'};

    /** Where bytes stand. */
    private record Range(int start, int length) {}

    /**
     * The series of a folder, explicit little endian.
     *
     * @throws IllegalArgumentException where a file holds none
     */
    static SeriesCopies of(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        List<byte[]> contents = files.stream().map(SeriesCopies::read).toList();
        return new SeriesCopies(
                files, contents, contents.stream().map(SeriesCopies::uid).toList());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("--scan: " + file + " cannot be read: name a folder of slices", e);
        }
    }

    private static Range uid(byte[] content) {
        for (int at = 0; at + SERIES_INSTANCE_UID.length + 2 < content.length; at++) {
            if (starts(content, at)) {
                int length = at + SERIES_INSTANCE_UID.length;
                return new Range(length + 2, (content[length] & 0xff) | (content[length + 1] & 0xff) << 8);
            }
        }
        throw new IllegalArgumentException("--scan: a file has no SeriesInstanceUID: name a folder of a CT series");
    }

    private static boolean starts(byte[] content, int at) {
        for (int i = 0; i < SERIES_INSTANCE_UID.length; i++) {
            if (content[at + i] != SERIES_INSTANCE_UID[i]) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of one copy. */
    long bytes() {
        return contents.stream().mapToLong(c -> c.length).sum();
    }

    /** Writes a copy into a folder of its own. */
    void write(int copy, Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] digits = String.format("%06d", copy).getBytes(StandardCharsets.US_ASCII);
        for (int f = 0; f < files.size(); f++) {
            byte[] content = contents.get(f).clone();
            Range range = uid.get(f);
            // the identifier may be padded to even length
            int end = range.start() + range.length() - (content[range.start() + range.length() - 1] == 0 ? 1 : 0);
            System.arraycopy(digits, 0, content, end - digits.length, digits.length);
            Files.write(folder.resolve(files.get(f).getFileName()), content);
        }
    }
}
