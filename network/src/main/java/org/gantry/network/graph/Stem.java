package org.gantry.network.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gantry.domain.network.Kernel;
import org.gantry.domain.network.Layer.Convolution;
import org.gantry.domain.network.LayerGroup;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * A network's first group. The depth taps of its convolution come in as channels ({@link StemInput}), so the Conv3D is
 * one Conv2D of so many times the channels, whose kernels are far better tuned; nobody wants its input's gradient.
 */
public final class Stem {
    private final GraphOps g;
    private final StemInput input;
    private final Operand<TFloat32> voxels;

    /** For volumes of one grid, a fixed number at a time. */
    public Stem(GraphOps g, StemInput input) {
        this.g = g;
        this.input = input;
        this.voxels = g.tf().placeholder(TFloat32.class, Placeholder.shape(input.shape()));
    }

    /** What {@link StemInput#tensor} is fed to. */
    public Operand<TFloat32> voxels() {
        return voxels;
    }

    Flow flow(LayerGroup stem, ParameterViews p) {
        Optional<Tail> folding = p.pass() != Pass.ANSWERING || g.onGpu() ? Optional.empty() : Tail.ofFirst(stem.body());
        int done = folding.map(tail -> 1 + tail.layers()).orElse(1);
        LayerGroup rest = LayerGroup.plain(
                stem.name(), stem.body().subList(done, stem.body().size()));
        return folding.map(tail -> Flow.of(out(folded(p, tail))))
                .orElseGet(() -> convolution(p))
                .then(x -> LayerFlow.whole(g, rest, x, p));
    }

    /** (height, width, depth tap * in, out). */
    private Operand<TFloat32> kernel(ParameterViews p) {
        Convolution c = input.first();
        Kernel k = c.kernel();
        Operand<TFloat32> byDepth = p.get(c.name(), k.depth(), k.height(), k.width(), c.in(), c.out());
        return g.reshape(
                g.tf().linalg.transpose(byDepth, g.ints(1, 2, 0, 3, 4)),
                k.height(),
                k.width(),
                k.depth() * c.in(),
                c.out());
    }

    private List<Long> strides() {
        Convolution c = input.first();
        return List.of(1L, (long) c.stride().height(), (long) c.stride().width(), 1L);
    }

    private FeatureMap out(Operand<TFloat32> y) {
        Convolution c = input.first();
        return new FeatureMap(y, input.batch(), c.grid(input.grid()), c.out());
    }

    /** Slice by slice, so that all cores work, and the next layer finds a slice in its cache if it wants no more. */
    private Operand<TFloat32> folded(ParameterViews p, Tail tail) {
        Folded folded = Folded.of(g, p, tail);
        Operand<TFloat32> kernel = folded.scaled(kernel(p));
        int[] shape = input.sliceShape();
        return g.stack(IntStream.range(0, input.first().grid(input.grid()).depth())
                .mapToObj(slice -> g.slice(voxels, new int[] {slice * input.batch(), 0, 0, 0}, shape))
                .map(slice -> folded(slice, kernel, folded))
                .toList());
    }

    private Operand<TFloat32> folded(Operand<TFloat32> slice, Operand<TFloat32> kernel, Folded folded) {
        return g.fused("_FusedConv2D", List.of(slice, kernel), folded.offset(), folded.activation())
                .setAttr("TArgs", new DataType[] {DataType.DT_FLOAT})
                .setAttr("num_args", 1L)
                .addInputList(new Output<?>[0])
                .setAttr(
                        "strides", strides().stream().mapToLong(Long::longValue).toArray())
                .setAttr("padding", "VALID")
                .build()
                .output(0);
    }

    private Flow convolution(ParameterViews p) {
        Convolution c = input.first();
        Kernel k = c.kernel();
        int stacked = k.depth() * c.in();
        List<Long> strides = strides();
        Operand<TFloat32> y = g.products().convolution(voxels, kernel(p), strides, "VALID");
        return new Flow(out(y), gradient -> {
            Operand<TFloat32> dw = g.tf().nn
                    .conv2dBackpropFilter(
                            voxels, g.ints(k.height(), k.width(), stacked, c.out()), gradient, strides, "VALID");
            Operand<TFloat32> taps = g.reshape(dw, k.height(), k.width(), k.depth(), c.in(), c.out());
            p.put(c.name(), g.tf().linalg.transpose(taps, g.ints(2, 0, 1, 3, 4)));
            return gradient;
        });
    }
}
