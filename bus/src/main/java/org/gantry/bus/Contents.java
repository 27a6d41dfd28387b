package org.gantry.bus;

import org.gantry.bus.Topic.Kept;
import org.gantry.domain.Codec;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Digest;

/** Bundles, checkpoints and averaged weights, by digest; chunked. */
public final class Contents {
    /** Raw bytes under their digest. */
    public static final Topic<byte[]> TOPIC = new Topic<>("contents.v1", new Raw(), Digest::of, 6, Kept.FOR_EVER);

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
