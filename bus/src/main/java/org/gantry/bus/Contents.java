package org.gantry.bus;

import org.gantry.bus.Topic.Kept;
import org.gantry.domain.Codec;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Digest;

/** Bytes too large for an announcement, by digest; chunked. */
public final class Contents {
    /** Model bundles. */
    public static final Topic<byte[]> TOPIC =
            new Topic<>("contents.v1", new Raw(), new Key<>("digest", Digest::of), 6, Kept.FOR_EVER, true);

    /** States of jobs; one partition, so that all of them together stay below its bound. */
    public static final Topic<byte[]> CHECKPOINTS = new Topic<>(
            "contents.checkpoints.v1", new Raw(), new Key<>("digest", Digest::of), 1, Kept.SEVEN_DAYS, true);

    /** Weights that shares of a search average; one partition likewise, the oldest go first. */
    public static final Topic<byte[]> AVERAGES =
            new Topic<>("contents.averages.v1", new Raw(), new Key<>("digest", Digest::of), 1, Kept.SEVEN_DAYS, true);

    private Contents() {}

    static BusException gone(ContentRef ref, String why) {
        return new BusException("content " + ref.digest() + " of " + ref.size() + " bytes is gone from offset "
                + ref.offset() + ": " + why + "; publish it again");
    }

    private record Raw() implements Codec<byte[]> {
        @Override
        public byte[] encode(byte[] value) {
            return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
            return bytes;
        }

        @Override
        public String type() {
            return "gantry.v1.Content";
        }
    }
}
