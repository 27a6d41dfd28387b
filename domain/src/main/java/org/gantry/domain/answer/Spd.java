package org.gantry.domain.answer;

/** Symmetric positive definite matrices, small ones. */
final class Spd {
    private Spd() {}

    /** The inverse, by Gauss and Jordan; such a matrix needs no pivots. */
    static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            inverse[i][i] = 1;
        }
        for (int k = 0; k < n; k++) {
            double pivot = a[k][k];
            if (!(pivot > 0)) {
                throw new IllegalArgumentException("the matrix is not positive definite");
            }
            for (int j = 0; j < n; j++) {
                a[k][j] /= pivot;
                inverse[k][j] /= pivot;
            }
            for (int i = 0; i < n; i++) {
                double factor = i == k ? 0 : a[i][k];
                for (int j = 0; j < n && factor != 0; j++) {
                    a[i][j] -= factor * a[k][j];
                    inverse[i][j] -= factor * inverse[k][j];
                }
            }
        }
        return inverse;
    }
}
