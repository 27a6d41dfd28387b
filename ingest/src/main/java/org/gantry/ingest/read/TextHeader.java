package org.gantry.ingest.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gantry.domain.scan.Vector3;

/** A header of lines of text before the voxels: a key, a separator, a value. Keys are looked up in lower case. */
public final class TextHeader {
    private static final int MAX_BYTES = 1 << 16;
    /** Between the numbers of a field: blanks, and the brackets and commas of NRRD's vectors. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s(),]+");

    private final ScanFile file;
    private final Map<String, String> fields = new HashMap<>();

    private TextHeader(ScanFile file) {
        this.file = file;
    }

    /**
     * Reads lines to an empty one or the one of a last key; the next byte of the stream is the one after.
     *
     * @throws UnreadableScanException where there is no such line
     */
    public static TextHeader read(ScanFile file, InputStream in, String separator, String last) throws IOException {
        TextHeader header = new TextHeader(file);
        int left = MAX_BYTES;
        while (!header.fields.containsKey(last)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0 || left-- == 0) {
                    throw file.unreadable("header", "does not end", "the file is damaged: convert the scan again");
                }
                line.write(b);
            }
            String text = line.toString(StandardCharsets.UTF_8).trim();
            if (text.isEmpty()) {
                return header;
            }
            int at = text.indexOf(separator);
            if (at > 0) {
                String key = text.substring(0, at).trim().toLowerCase(Locale.ROOT);
                header.fields.put(key, text.substring(at + separator.length()).trim());
            }
        }
        return header;
    }

    /** True where the first bytes of a file are a text. */
    public static boolean starts(byte[] head, String text) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        return head.length >= start.length && Arrays.equals(start, Arrays.copyOf(head, start.length));
    }

    /** The value of the first of some keys that is there: formats have several words for one thing. */
    public Optional<String> value(String... keys) {
        return Arrays.stream(keys).filter(fields::containsKey).findFirst().map(fields::get);
    }

    /** A value that must be there. */
    public String required(String key) {
        return value(key).orElseThrow(() -> file.unreadable(key, "is missing", "convert the scan again"));
    }

    /** Refuses any value but the usual one, which one that is missing means. */
    public void requireUsual(String key, String usual, String remedy) {
        String value = value(key).orElse(usual);
        if (!value.equalsIgnoreCase(usual)) {
            throw file.unreadable(key, "is " + value, remedy);
        }
    }

    /** Voxels along i, j, k. */
    public int[] dims(String key) {
        int[] dims = new int[3];
        double[] numbers = numbers(key, required(key), 3);
        for (int d = 0; d < 3; d++) {
            dims[d] = (int) numbers[d];
            if (dims[d] != numbers[d] || dims[d] < 1 || dims[d] > RawVolume.MAX_DIM) {
                throw file.unreadable(key, "is " + required(key), "the header is damaged: convert the scan again");
            }
        }
        return dims;
    }

    /** Vectors one after the other, three numbers each; the given ones where none of the keys is there. */
    public Vector3[] vectors(Vector3[] otherwise, String... keys) {
        Optional<String> value = value(keys);
        if (value.isEmpty()) {
            return otherwise.clone();
        }
        Vector3[] vectors = new Vector3[otherwise.length];
        double[] numbers = numbers(keys[0], value.get(), 3 * vectors.length);
        Arrays.setAll(vectors, v -> new Vector3(numbers[3 * v], numbers[3 * v + 1], numbers[3 * v + 2]));
        return vectors;
    }

    private double[] numbers(String key, String value, int count) {
        String[] words = BETWEEN.matcher(value).replaceAll(" ").trim().split(" ");
        try {
            double[] numbers =
                    Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
            if (numbers.length == count) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            // the same answer: these are not the numbers that the key asks for
        }
        throw file.unreadable(key, "is " + value + ", not " + count + " numbers", "convert the scan again");
    }
}
