package org.gantry.network.graph;

import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Stride;

/** Depthwise Conv3D with padding k/2 as its definition says, in double, on depth-major arrays. */
record NaiveDepthwise(int batch, Grid grid, int channels, int kernel, Stride stride) {
    /** Called for every product of the sum that defines the convolution. */
    @FunctionalInterface
    private interface Product {
        void at(int input, int weight, int output);
    }

    int inputSize() {
        return batch * grid.positions() * channels;
    }

    int kernelSize() {
        return kernel * kernel * kernel * channels;
    }

    int outputSize() {
        return batch * stride.apply(grid).positions() * channels;
    }

    long[] depthMajorShape(Grid of) {
        return new long[] {(long) of.depth() * batch, of.height(), of.width(), channels};
    }

    double[] forward(float[] x, float[] w) {
        double[] y = new double[outputSize()];
        each((i, k, o) -> y[o] += (double) x[i] * w[k]);
        return y;
    }

    double[] inputGradient(float[] w, float[] dy) {
        double[] dx = new double[inputSize()];
        each((i, k, o) -> dx[i] += (double) dy[o] * w[k]);
        return dx;
    }

    double[] kernelGradient(float[] x, float[] dy) {
        double[] dw = new double[kernelSize()];
        each((i, k, o) -> dw[k] += (double) dy[o] * x[i]);
        return dw;
    }

    private void each(Product product) {
        Grid out = stride.apply(grid);
        for (int o = 0; o < outputSize(); o++) {
            int c = o % channels;
            int w = o / channels % out.width();
            int h = o / (channels * out.width()) % out.height();
            int n = o / (channels * out.width() * out.height()) % batch;
            int d = o / (channels * out.width() * out.height() * batch);
            for (int k = 0; k < kernel * kernel * kernel; k++) {
                int z = d * stride.depth() + k / (kernel * kernel) - kernel / 2;
                int y = h * stride.height() + k / kernel % kernel - kernel / 2;
                int x = w * stride.width() + k % kernel - kernel / 2;
                if (z >= 0 && z < grid.depth() && y >= 0 && y < grid.height() && x >= 0 && x < grid.width()) {
                    int position = ((z * batch + n) * grid.height() + y) * grid.width() + x;
                    product.at(position * channels + c, k * channels + c, o);
                }
            }
        }
    }
}
