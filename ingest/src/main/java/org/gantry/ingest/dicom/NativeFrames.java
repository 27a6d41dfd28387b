package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.gantry.ingest.dicom.PixelFormat.Bits;

/** Frames that are not compressed (PS3.5 8.1.1). */
final class NativeFrames implements Frames {
    private final DicomStream in;
    private final PixelFormat format;

    /** The frames that come next in a file. */
    NativeFrames(DicomStream in, Element pixels, PixelFormat format, int frames) {
        this.in = in;
        this.format = format;
        if (pixels.undefined() || pixels.length() < frames * format.bytes()) {
            String there = pixels.undefined() ? "no length" : pixels.length() + " bytes";
            throw in.refuse(
                    "has " + there + " for " + frames + " frames of " + format.bytes() + " bytes",
                    "the file is damaged: export the series again");
        }
        if (format.bits().allocated() == 8
                && pixels.vr().equals("OW")
                && in.encoding().order() == ByteOrder.BIG_ENDIAN) {
            throw in.refuse("has pixels of 8 bits in big endian words", "save the series as explicit VR little endian");
        }
    }

    @Override
    public int[] next() throws IOException {
        ByteBuffer frame = in.buffer(Math.toIntExact(format.bytes()));
        int[] pixels = new int[Math.toIntExact(format.pixels())];
        Bits bits = format.bits();
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = bits.value(bits.allocated() == 8 ? frame.get() : frame.getShort());
        }
        return pixels;
    }
}
