package org.gantry.bus.codec;

import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.EnsembleSpec;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingSpec;

/** What is asked of a training from scratch or of an ensemble, {@code run.proto}. */
final class PlanCodecs {
    private PlanCodecs() {}

    static org.gantry.proto.TrainingSpec spec(TrainingSpec s) {
        return org.gantry.proto.TrainingSpec.newBuilder()
                .setJob(s.job())
                .setDataset(s.dataset())
                .setSeed(s.seed())
                .setModel(model(s.model()))
                .setInput(ScanCodecs.preprocessing(s.input()))
                .setPurpose(Enums.toProto(org.gantry.proto.TrainingPurpose.class, "TRAINING_PURPOSE_", s.purpose()))
                .setPlan(plan(s.plan()))
                .build();
    }

    static TrainingSpec spec(org.gantry.proto.TrainingSpec s) {
        return new TrainingSpec(
                s.getJob(),
                s.getDataset(),
                s.getSeed(),
                model(s.getModel()),
                ScanCodecs.preprocessing(s.getInput()),
                Enums.toDomain(TrainingSpec.Purpose.class, "TRAINING_PURPOSE_", s.getPurpose()),
                plan(s.getPlan()));
    }

    static org.gantry.proto.EnsembleSpec ensemble(EnsembleSpec s) {
        var builder = org.gantry.proto.EnsembleSpec.newBuilder()
                .setRun(s.run())
                .setDataset(s.dataset())
                .setSeed(s.seed())
                .setInput(ScanCodecs.preprocessing(s.input()));
        for (EnsembleSpec.Member member : s.members()) {
            builder.addMembers(org.gantry.proto.EnsembleSpec.Member.newBuilder()
                    .setName(member.name())
                    .setNetwork(model(member.network()))
                    .setContent(AnswerCodecs.content(member.content())));
        }
        return builder.build();
    }

    static EnsembleSpec ensemble(org.gantry.proto.EnsembleSpec s) {
        return new EnsembleSpec(
                s.getRun(),
                s.getDataset(),
                s.getSeed(),
                ScanCodecs.preprocessing(s.getInput()),
                s.getMembersList().stream()
                        .map(m -> new EnsembleSpec.Member(
                                m.getName(), model(m.getNetwork()), AnswerCodecs.content(m.getContent())))
                        .toList());
    }

    static org.gantry.proto.ModelChoice model(ModelChoice m) {
        var builder = org.gantry.proto.ModelChoice.newBuilder().setNetwork(m.toString());
        if (m instanceof SearchedModel searched) {
            builder.setWidths(searched.widths().toString())
                    .setStrides(searched.strides().toString());
        }
        return builder.build();
    }

    static ModelChoice model(org.gantry.proto.ModelChoice m) {
        return m.getWidths().isEmpty()
                ? ModelChoice.parse(m.getNetwork(), Widths.S, Strides.ANISOTROPIC)
                : ModelChoice.parse(m.getNetwork(), Widths.parse(m.getWidths()), Strides.parse(m.getStrides()));
    }

    static org.gantry.proto.TrainingPlan plan(TrainingPlan p) {
        return org.gantry.proto.TrainingPlan.newBuilder()
                .setEpochs(p.epochs())
                .setBatch(p.batch())
                .setAccumulation(p.accumulation())
                .setPatience(p.patience())
                .setPrecision(Enums.toProto(org.gantry.proto.Precision.class, "PRECISION_", p.precision()))
                .setInitialRate(p.schedule().initialRate())
                .setLastRate(p.schedule().lastRate())
                .setWarmUpEpochs(p.schedule().warmUpEpochs())
                .setDropout(p.regularisation().dropout())
                .setWeightDecay(p.regularisation().weightDecay())
                .setLabelSmoothing(p.regularisation().labelSmoothing())
                .setBalanced(p.regularisation().balanced())
                .setAveraging(p.regularisation().averaging())
                .build();
    }

    static TrainingPlan plan(org.gantry.proto.TrainingPlan p) {
        return new TrainingPlan(
                p.getEpochs(),
                p.getBatch(),
                p.getAccumulation(),
                p.getPatience(),
                Enums.toDomain(TrainingPlan.Precision.class, "PRECISION_", p.getPrecision()),
                new Schedule(p.getInitialRate(), p.getLastRate(), p.getWarmUpEpochs()),
                new Regularisation(
                        p.getDropout(), p.getWeightDecay(), p.getLabelSmoothing(), p.getBalanced(), p.getAveraging()));
    }
}
