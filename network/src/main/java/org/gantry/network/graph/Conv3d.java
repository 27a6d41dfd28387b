package org.gantry.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.Kernel;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.network.graph.DepthPlanes.Term;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Conv3D with padding of half its kernel: one Conv2D a depth offset, summed, as {@link Depthwise} does it, so that
 * features stay depth-major, and slices beyond the volume cost nothing.
 */
final class Conv3d {
    private final GraphOps g;
    private final Convolution layer;
    private final FeatureMap in;
    private final FeatureMap out;
    private final FeatureMap padded;
    private final Taps taps;
    private final DepthPlanes planes;

    private Conv3d(GraphOps g, Convolution layer, FeatureMap in) {
        this.g = g;
        this.layer = layer;
        this.in = in;
        Kernel kernel = layer.kernel();
        Grid grid = in.grid();
        this.out = new FeatureMap(in.value(), in.batch(), layer.grid(grid), layer.out());
        this.taps = new Taps(
                new Reach(grid.depth(), kernel.depth(), layer.stride().depth()),
                new Reach(grid.height(), kernel.height(), layer.stride().height()),
                new Reach(grid.width(), kernel.width(), layer.stride().width()),
                in.channels());
        int h = border(kernel.height());
        int w = border(kernel.width());
        this.padded = in.with(g.pad(in.value(), 0, 0, h, h, w, w, 0, 0))
                .on(new Grid(grid.depth(), grid.height() + 2 * h, grid.width() + 2 * w));
        this.planes = new DepthPlanes(g, padded);
    }

    /** Zeros on each side: TensorFlow's own padding is symmetric at stride 1 only. */
    private int border(int taps2d) {
        return taps.strided() ? taps2d / 2 : 0;
    }

    /** The layer; its kernel is (depth, height, width, in, out). */
    static Function<FeatureMap, Flow> layer(GraphOps g, ParameterViews p, Convolution layer) {
        return in -> {
            Conv3d convolution = new Conv3d(g, layer, in);
            Kernel k = layer.kernel();
            List<? extends Operand<TFloat32>> w =
                    convolution.offsets(p.get(layer.name(), k.depth(), k.height(), k.width(), layer.in(), layer.out()));
            return new Flow(convolution.forward(w), gradient -> {
                FeatureMap dy = convolution.out.with(gradient);
                p.put(layer.name(), convolution.ofKernel(dy));
                return convolution.ofInput(w, dy);
            });
        };
    }

    /** The kernel of each depth offset that meets the input, (height, width, in, out). */
    private List<? extends Operand<TFloat32>> offsets(Operand<TFloat32> kernel) {
        int first = taps.depth().firstTap();
        return g.tf().unstack(kernel, (long) layer.kernel().depth())
                .output()
                .subList(first, first + taps.depth().taps());
    }

    private FeatureMap forward(List<? extends Operand<TFloat32>> w) {
        List<Term> terms = new ArrayList<>();
        for (Taps.Offset offset : taps.offsets()) {
            Operand<TFloat32> x = planes.take(offset.firstIn(), offset.count());
            Operand<TFloat32> y = g.products().convolution(x, w.get(offset.tap()), taps.strides(), taps.padding());
            terms.add(new Term(y, offset.firstOut(), offset.count()));
        }
        return out.with(DepthPlanes.sum(g, terms, out));
    }

    private Operand<TFloat32> ofKernel(FeatureMap dy) {
        DepthPlanes gradients = new DepthPlanes(g, dy);
        Kernel k = layer.kernel();
        List<Operand<TFloat32>> parts = DepthPlanes.byTap(g, taps, offset -> {
            Operand<TFloat32> dw = g.products()
                    .ofKernel(
                            planes.take(offset.firstIn(), offset.count()),
                            new int[] {k.height(), k.width(), layer.in(), layer.out()},
                            gradients.take(offset.firstOut(), offset.count()),
                            taps.strides(),
                            taps.padding());
            return g.reshape(dw, 1, k.height(), k.width(), layer.in(), layer.out());
        });
        int before = taps.depth().firstTap();
        int after = k.depth() - before - taps.depth().taps();
        return g.pad(g.concat(0, parts), before, after, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private Operand<TFloat32> ofInput(List<? extends Operand<TFloat32>> w, FeatureMap dy) {
        DepthPlanes gradients = new DepthPlanes(g, dy);
        Grid grid = padded.grid();
        Operand<TFloat32> dx = DepthPlanes.scatter(
                g,
                taps,
                padded,
                offset -> g.products()
                        .ofInput(
                                new int[] {offset.count() * in.batch(), grid.height(), grid.width(), layer.in()},
                                w.get(offset.tap()),
                                gradients.take(offset.firstOut(), offset.count()),
                                taps.strides(),
                                taps.padding()));
        int h = border(layer.kernel().height());
        int w2 = border(layer.kernel().width());
        return h + w2 == 0 ? dx : g.slice(dx, new int[] {0, h, w2, 0}, in.shape());
    }
}
