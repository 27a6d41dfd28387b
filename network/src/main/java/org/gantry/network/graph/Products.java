package org.gantry.network.graph;

import java.util.List;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.tensorflow.Operand;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/**
 * Matrix products and dense convolutions of a pass that learns, in its precision: with bfloat16 the factors are
 * rounded, which halves what is read and uses a GPU's matrix units, and what comes out is float32 again. Weights, batch
 * statistics, sums of gradients and the optimiser never leave float32 (Micikevicius et al. 2018); bfloat16 has
 * float32's range, so that no loss needs scaling (Kalamkar et al. 2019).
 *
 * @param g graph
 * @param precision of the factors
 */
record Products(GraphOps g, Precision precision) {
    private boolean exact() {
        return precision == Precision.FLOAT32;
    }

    private Operand<TBfloat16> narrow(Operand<TFloat32> x) {
        return g.tf().dtypes.cast(x, TBfloat16.class);
    }

    private Operand<TFloat32> widen(Operand<TBfloat16> x) {
        return g.tf().dtypes.cast(x, TFloat32.class);
    }

    /** a b. */
    Operand<TFloat32> of(Operand<TFloat32> a, Operand<TFloat32> b) {
        return product(a, b, false, false);
    }

    /** a' b. */
    Operand<TFloat32> transposed(Operand<TFloat32> a, Operand<TFloat32> b) {
        return product(a, b, true, false);
    }

    /** a b'. */
    Operand<TFloat32> timesTransposed(Operand<TFloat32> a, Operand<TFloat32> b) {
        return product(a, b, false, true);
    }

    private Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b, boolean turnA, boolean turnB) {
        var linalg = g.tf().linalg;
        MatMul.Options[] turned = {MatMul.transposeA(turnA), MatMul.transposeB(turnB)};
        return exact() ? linalg.matMul(a, b, turned) : widen(linalg.matMul(narrow(a), narrow(b), turned));
    }

    /** Conv2D of x (batch, height, width, in) by w (height, width, in, out). */
    Operand<TFloat32> convolution(Operand<TFloat32> x, Operand<TFloat32> w, List<Long> strides, String padding) {
        var nn = g.tf().nn;
        return exact() ? nn.conv2d(x, w, strides, padding) : widen(nn.conv2d(narrow(x), narrow(w), strides, padding));
    }

    /** dL/dx of a convolution, of this shape. */
    Operand<TFloat32> ofInput(
            int[] shape, Operand<TFloat32> w, Operand<TFloat32> dy, List<Long> strides, String padding) {
        var nn = g.tf().nn;
        return exact()
                ? nn.conv2dBackpropInput(g.ints(shape), w, dy, strides, padding)
                : widen(nn.conv2dBackpropInput(g.ints(shape), narrow(w), narrow(dy), strides, padding));
    }

    /** dL/dw of a convolution, of this shape. */
    Operand<TFloat32> ofKernel(
            Operand<TFloat32> x, int[] shape, Operand<TFloat32> dy, List<Long> strides, String padding) {
        var nn = g.tf().nn;
        return exact()
                ? nn.conv2dBackpropFilter(x, g.ints(shape), dy, strides, padding)
                : widen(nn.conv2dBackpropFilter(narrow(x), g.ints(shape), narrow(dy), strides, padding));
    }
}
