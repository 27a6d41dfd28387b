package org.gantry.bus;

import java.nio.charset.StandardCharsets;
import org.gantry.bus.Topic.Kept;
import org.gantry.domain.Codec;

/** Small topics for tests: lines of text, keyed by what stands before the colon; a line with "bad" does not decode. */
final class Lines {
    static final Topic<String> IN = topic("in.v1", 3, Kept.FOR_EVER);
    static final Topic<String> OUT = topic("out.v1", 2, Kept.FOR_EVER);
    static final Topic<String> LATEST = topic("latest.v1", 1, Kept.LATEST);

    private Lines() {}

    static Topic<String> topic(String name, int partitions, Kept kept) {
        return new Topic<>(name, new Text(), new Key<>("key", Lines::key), partitions, kept);
    }

    static String key(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private record Text() implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.contains("bad")) {
                throw new IllegalArgumentException("the line is bad");
            }
            return text;
        }

        @Override
        public String type() {
            return "test.Line";
        }
    }
}
