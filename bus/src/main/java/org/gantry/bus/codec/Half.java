package org.gantry.bus.codec;

/** IEEE 754 half precision (binary16), which Java gained only in version 20; rounds half to even. */
final class Half {
    private static final int INFINITY = 0x7C00;

    private Half() {}

    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude > 0x7F800000) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude >= 0x47800000) {
            return (short) (sign | INFINITY);
        }
        if (magnitude < 0x38800000) {
            // Subnormal: a multiple of 2^-24; the float addition rounds half to even.
            float units = Float.intBitsToFloat(magnitude) * 0x1.0p24f;
            return (short) (sign | (int) Math.rint(units));
        }
        int rounded = magnitude + 0xFFF + ((magnitude >>> 13) & 1);
        return (short) (sign | ((rounded - 0x38000000) >>> 13));
    }

    static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            float subnormal = fraction * 0x1.0p-24f;
            return sign == 0 ? subnormal : -subnormal;
        }
        int biased = exponent == 0x1F ? 0xFF : exponent + 112;
        return Float.intBitsToFloat(sign | (biased << 23) | (fraction << 13));
    }
}
