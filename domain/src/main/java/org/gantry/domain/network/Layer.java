package org.gantry.domain.network;

/** The vocabulary that all networks of Table 3 are written in: what one layer is, and what it costs. */
public sealed interface Layer {
    /** Channels out, for so many in. */
    int width(int in);

    /** Positions out. */
    default Grid grid(Grid in) {
        return in;
    }

    /** Trainable numbers; batch normalisation's running statistics are none. */
    default long parameters() {
        return 0;
    }

    /** Multiplications for one volume of features; taps that fall into the padding are counted. */
    default long macs(Grid in) {
        return 0;
    }

    /** How its output lies on its input, along every axis. */
    default Sampling sampling() {
        return Sampling.NONE;
    }

    /**
     * Where outputs are centred: output i at input {@code stride * i + shift}.
     *
     * @param stride inputs between neighbouring outputs
     * @param shift inputs from the first input to the first output, the same on every axis
     */
    record Sampling(Stride stride, double shift) {
        /** One output an input. */
        static final Sampling NONE = new Sampling(Stride.ONE, 0);
    }

    /**
     * Conv3D without bias, padded with half its kernel.
     *
     * @param name its weights' name within the group
     * @param kernel taps
     * @param stride steps
     * @param in channels in
     * @param out channels out
     */
    record Convolution(String name, Kernel kernel, Stride stride, int in, int out) implements Layer {
        @Override
        public int width(int channels) {
            return out;
        }

        @Override
        public Grid grid(Grid grid) {
            return stride.apply(grid);
        }

        @Override
        public long parameters() {
            return (long) kernel.taps() * in * out;
        }

        @Override
        public long macs(Grid grid) {
            return parameters() * grid(grid).positions();
        }

        @Override
        public Sampling sampling() {
            return new Sampling(stride, 0);
        }
    }

    /**
     * Conv3D of every channel by itself, without bias, padded with half its kernel.
     *
     * @param name its weights' name within the group
     * @param kernel taps
     * @param stride steps
     * @param channels channels in and out
     */
    record Depthwise(String name, Kernel kernel, Stride stride, int channels) implements Layer {
        @Override
        public int width(int in) {
            return channels;
        }

        @Override
        public Grid grid(Grid grid) {
            return stride.apply(grid);
        }

        @Override
        public long parameters() {
            return (long) kernel.taps() * channels;
        }

        @Override
        public long macs(Grid grid) {
            return parameters() * grid(grid).positions();
        }

        @Override
        public Sampling sampling() {
            return new Sampling(stride, 0);
        }
    }

    /**
     * Batch normalisation with scale and offset.
     *
     * @param name its parameters' name within the group
     * @param channels channels in and out
     * @param epsilon added to the variance
     */
    record BatchNorm(String name, int channels, float epsilon) implements Layer {
        @Override
        public int width(int in) {
            return channels;
        }

        @Override
        public long parameters() {
            return 2L * channels;
        }
    }

    /** What bends: nothing to learn, nothing multiplied. */
    enum Activation implements Layer {
        /** max(x, 0). */
        RELU,
        /** min(max(x, 0), 6). */
        RELU6;

        @Override
        public int width(int in) {
            return in;
        }
    }

    /** Pooling of a window: nothing to learn, nothing multiplied. */
    enum Pooling implements Layer {
        /** The largest of 3x3x3 at stride 2, padded by 1. */
        MAX_3,
        /** The mean of 2x2x2 at stride 2, not padded: an odd last position is left out. */
        MEAN_2;

        @Override
        public int width(int in) {
            return in;
        }

        @Override
        public Grid grid(Grid in) {
            if (this == MAX_3) {
                return Stride.all(2).apply(in);
            }
            if (in.depth() < 2 || in.height() < 2 || in.width() < 2) {
                throw new IllegalArgumentException(
                        "features of " + in
                                + " cannot be halved once more; give the network larger volumes (DenseNet3D121: 16x32x32 or more)");
            }
            return new Grid(in.depth() / 2, in.height() / 2, in.width() / 2);
        }

        @Override
        public Sampling sampling() {
            return new Sampling(Stride.all(2), this == MAX_3 ? 0 : 0.5);
        }
    }
}
