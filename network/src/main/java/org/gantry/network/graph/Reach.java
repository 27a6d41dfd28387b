package org.gantry.network.graph;

/**
 * One axis of a convolution with padding k/2: which taps of the kernel ever meet the input.
 *
 * @param size positions of the input
 * @param kernel taps, odd
 * @param stride 1 or 2
 */
record Reach(int size, int kernel, int stride) {
    /** Positions of the output. */
    int out() {
        return (size - 1) / stride + 1;
    }

    /** Taps before the centre that meet the input. */
    int low() {
        return Math.min(kernel / 2, stride * (out() - 1));
    }

    /** Taps after the centre that meet the input. */
    int high() {
        return Math.min(kernel / 2, size - 1);
    }

    /** Taps that meet the input. */
    int taps() {
        return low() + 1 + high();
    }

    /** The first of them in the whole kernel. */
    int firstTap() {
        return kernel / 2 - low();
    }

    /** The first output position that an offset from the centre reaches. */
    int firstOut(int offset) {
        return Math.max(0, Math.floorDiv(stride - 1 - offset, stride));
    }

    /** How many output positions an offset from the centre reaches. */
    int count(int offset) {
        return Math.min(out() - 1, Math.floorDiv(size - 1 - offset, stride)) - firstOut(offset) + 1;
    }

    /** Zeros after the input that the reachable taps need; before it they are {@link #low}. */
    int zerosAfter() {
        return stride * (out() - 1) + high() - (size - 1);
    }

    /**
     * Taps of zero to put behind the reachable ones so that TensorFlow's own padding starts with {@link #low} zeros.
     */
    int evening() {
        return size % 2 == 0 && stride == 2 && low() == high() ? 1 : 0;
    }
}
