package org.gantry.app.explain;

import io.vertx.core.buffer.Buffer;
import org.gantry.domain.scan.Intensity;
import org.gantry.domain.scan.Scan;

/** Slices and maps as bytes, for a viewer. */
final class Pixels {
    private static final int LEVELS = 254;

    private Pixels() {}

    /** A slice, 16 bit little-endian: HU, or grey values stretched over what is not negative. */
    static Buffer of(Scan scan, int slice) {
        Intensity intensity = scan.header().intensity();
        double low = intensity.hu() ? 0 : intensity.low();
        double unit = intensity.hu() ? 1 : Short.MAX_VALUE / (intensity.high() - intensity.low());
        float[] pixels = scan.slices().get(slice);
        byte[] bytes = new byte[pixels.length * Short.BYTES];
        for (int i = 0; i < pixels.length; i++) {
            long whole = Math.round((pixels[i] - low) * unit);
            int number = (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, whole));
            bytes[2 * i] = (byte) number;
            bytes[2 * i + 1] = (byte) (number >> Byte.SIZE);
        }
        return Buffer.buffer(bytes);
    }

    /** The CAM on a slice: 0 where the network saw nothing, else from 1 to 255 along the map's range. */
    static Buffer of(Explanation explanation, int slice) {
        double[] range = explanation.cam().map().range();
        float[] values = explanation.onScan().slice(slice);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            double share = (values[i] - range[0]) / (range[1] - range[0]);
            bytes[i] = (byte) (Float.isNaN(values[i]) ? 0 : 1 + Math.round(LEVELS * Math.min(1, Math.max(0, share))));
        }
        return Buffer.buffer(bytes);
    }
}
