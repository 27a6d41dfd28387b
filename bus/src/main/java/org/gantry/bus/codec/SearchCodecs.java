package org.gantry.bus.codec;

import java.util.List;
import java.util.stream.DoubleStream;
import org.gantry.domain.Codec;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.Phase;
import org.gantry.domain.run.StepTaken;

/** Codecs of a search's draws, steps and measurements, {@code run.proto}. */
public final class SearchCodecs {
    /** An architecture was drawn. */
    public static final Codec<Draw> DRAW =
            new ProtoCodec<>("gantry.v1.Draw", org.gantry.proto.Draw.parser(), SearchCodecs::draw, SearchCodecs::draw);

    /** A step was taken. */
    public static final Codec<StepTaken> STEP = new ProtoCodec<>(
            "gantry.v1.StepTaken", org.gantry.proto.StepTaken.parser(), SearchCodecs::step, SearchCodecs::step);

    /** An architecture was measured. */
    public static final Codec<ArchitectureMeasured> ARCHITECTURE = new ProtoCodec<>(
            "gantry.v1.ArchitectureMeasured",
            org.gantry.proto.ArchitectureMeasured.parser(),
            SearchCodecs::architecture,
            SearchCodecs::architecture);

    private SearchCodecs() {}

    private static org.gantry.proto.Draw draw(Draw d) {
        var builder = org.gantry.proto.Draw.newBuilder()
                .setJob(d.job())
                .setEpoch(d.epoch())
                .setStep(d.step())
                .setPhase(Enums.toProto(org.gantry.proto.Phase.class, "PHASE_", d.phase()))
                .setIndex(d.index())
                .addAllGenotype(AnswerCodecs.genotype(d.genotype()))
                .setEntropy(d.entropy());
        for (double[] row : d.alpha()) {
            builder.addAlpha(org.gantry.proto.Draw.Row.newBuilder().addAllAlpha(list(row)));
        }
        return builder.build();
    }

    private static Draw draw(org.gantry.proto.Draw d) {
        return new Draw(
                d.getJob(),
                d.getEpoch(),
                d.getStep(),
                Enums.toDomain(Phase.class, "PHASE_", d.getPhase()),
                d.getIndex(),
                AnswerCodecs.genotype(d.getGenotypeList()),
                d.getAlphaList().stream().map(r -> array(r.getAlphaList())).toList(),
                d.getEntropy());
    }

    private static org.gantry.proto.StepTaken step(StepTaken s) {
        return org.gantry.proto.StepTaken.newBuilder()
                .setJob(s.job())
                .setEpoch(s.epoch())
                .setStep(s.step())
                .setPhase(Enums.toProto(org.gantry.proto.Phase.class, "PHASE_", s.phase()))
                .setIndex(s.index())
                .addAllGenotype(AnswerCodecs.genotype(s.genotype()))
                .setLoss(s.loss())
                .setAccuracy(s.accuracy())
                .setGradientNorm(s.gradientNorm())
                .addAllGates(list(s.gates()))
                .setLatency(s.latency())
                .build();
    }

    private static StepTaken step(org.gantry.proto.StepTaken s) {
        return new StepTaken(
                s.getJob(),
                s.getEpoch(),
                s.getStep(),
                Enums.toDomain(Phase.class, "PHASE_", s.getPhase()),
                s.getIndex(),
                AnswerCodecs.genotype(s.getGenotypeList()),
                s.getLoss(),
                s.getAccuracy(),
                s.getGradientNorm(),
                array(s.getGatesList()),
                s.getLatency());
    }

    private static org.gantry.proto.ArchitectureMeasured architecture(ArchitectureMeasured a) {
        return org.gantry.proto.ArchitectureMeasured.newBuilder()
                .setJob(a.job())
                .setEpoch(a.epoch())
                .addAllGenotype(AnswerCodecs.genotype(a.genotype()))
                .setPerformance(a.performance())
                .setLoss(a.loss())
                .setParameters(a.parameters())
                .setMacs(a.macs())
                .setLatency(a.latency())
                .build();
    }

    private static ArchitectureMeasured architecture(org.gantry.proto.ArchitectureMeasured a) {
        return new ArchitectureMeasured(
                a.getJob(),
                a.getEpoch(),
                AnswerCodecs.genotype(a.getGenotypeList()),
                a.getPerformance(),
                a.getLoss(),
                a.getParameters(),
                a.getMacs(),
                a.getLatency());
    }

    private static List<Double> list(double[] values) {
        return DoubleStream.of(values).boxed().toList();
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
