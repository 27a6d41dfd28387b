package org.gantry.bus.codec;

import org.gantry.domain.Codec;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.Sharing;

/** Codecs of runs, {@code run.proto}. */
public final class RunCodecs {
    /** What is said of a run as a whole. */
    public static final Codec<RunEvent> RUN = new ProtoCodec<>(
            "gantry.v1.RunEvent", org.gantry.proto.RunEvent.parser(), RunCodecs::event, RunCodecs::event);

    private RunCodecs() {}

    private static org.gantry.proto.RunEvent event(RunEvent event) {
        var builder = org.gantry.proto.RunEvent.newBuilder();
        if (event instanceof RunEvent.Asked asked) {
            return builder.setAsked(spec(asked.spec())).build();
        }
        if (event instanceof RunEvent.Warned warned) {
            return builder.setWarned(warned(warned)).build();
        }
        if (event instanceof RunEvent.Wished wished) {
            return builder.setWished(org.gantry.proto.RunEvent.Wished.newBuilder()
                            .setRun(wished.run())
                            .setWish(Enums.toProto(org.gantry.proto.RunWish.class, "RUN_WISH_", wished.wish())))
                    .build();
        }
        RunEvent.Status status = (RunEvent.Status) event;
        return builder.setStatus(org.gantry.proto.RunEvent.Status.newBuilder()
                        .setRun(status.run())
                        .setStage(Enums.toProto(org.gantry.proto.RunStage.class, "RUN_STAGE_", status.stage()))
                        .setMessage(status.message()))
                .build();
    }

    private static RunEvent event(org.gantry.proto.RunEvent event) {
        return switch (event.getKindCase()) {
            case ASKED -> new RunEvent.Asked(spec(event.getAsked()));
            case STATUS ->
                new RunEvent.Status(
                        event.getStatus().getRun(),
                        Enums.toDomain(
                                RunEvent.Stage.class,
                                "RUN_STAGE_",
                                event.getStatus().getStage()),
                        event.getStatus().getMessage());
            case WARNED -> warned(event.getWarned());
            case WISHED ->
                new RunEvent.Wished(
                        event.getWished().getRun(),
                        Enums.toDomain(
                                RunEvent.Wish.class,
                                "RUN_WISH_",
                                event.getWished().getWish()));
            case KIND_NOT_SET -> throw new IllegalArgumentException("field kind is empty");
        };
    }

    private static org.gantry.proto.RunEvent.Warned warned(RunEvent.Warned w) {
        return org.gantry.proto.RunEvent.Warned.newBuilder()
                .setRun(w.run())
                .setConcern(Enums.toProto(org.gantry.proto.SearchConcern.class, "SEARCH_CONCERN_", w.concern()))
                .setEpoch(w.epoch())
                .setMessage(w.message())
                .build();
    }

    private static RunEvent.Warned warned(org.gantry.proto.RunEvent.Warned w) {
        return new RunEvent.Warned(
                w.getRun(),
                Enums.toDomain(RunEvent.Concern.class, "SEARCH_CONCERN_", w.getConcern()),
                w.getEpoch(),
                w.getMessage());
    }

    static org.gantry.proto.RunSpec spec(RunSpec s) {
        return org.gantry.proto.RunSpec.newBuilder()
                .setRun(s.run())
                .setDataset(s.dataset())
                .setSeed(s.seed())
                .setWidths(s.widths().toString())
                .setStrides(s.strides().toString())
                .setSearchInput(ScanCodecs.preprocessing(s.searchInput()))
                .setEvaluationInput(ScanCodecs.preprocessing(s.evaluationInput()))
                .setSearch(search(s.search()))
                .setEvaluation(evaluation(s.evaluation()))
                .build();
    }

    static RunSpec spec(org.gantry.proto.RunSpec s) {
        return new RunSpec(
                s.getRun(),
                s.getDataset(),
                s.getSeed(),
                Widths.parse(s.getWidths()),
                Strides.parse(s.getStrides()),
                ScanCodecs.preprocessing(s.getSearchInput()),
                ScanCodecs.preprocessing(s.getEvaluationInput()),
                search(s.getSearch()),
                evaluation(s.getEvaluation()));
    }

    private static org.gantry.proto.SearchSettings search(SearchSettings s) {
        var builder = org.gantry.proto.SearchSettings.newBuilder()
                .setMode(Enums.toProto(org.gantry.proto.SearchMode.class, "SEARCH_MODE_", s.mode()))
                .setEpochs(s.epochs())
                .setBatch(s.batch())
                .setAlphaRate(s.alphaRate())
                .setWeightRate(s.weights().rate())
                .setTauStart(s.tauStart())
                .setTauEnd(s.tauEnd());
        if (!s.estimator().equals(Estimator.PAPER)) {
            builder.setEstimator(estimator(s.estimator()));
        }
        if (!s.weights().equals(SharedWeights.sgd(s.weights().rate()))) {
            builder.setSharedWeights(org.gantry.proto.SharedWeights.newBuilder()
                    .setRule(Enums.toProto(
                            org.gantry.proto.WeightRule.class,
                            "WEIGHT_RULE_",
                            s.weights().rule()))
                    .setOpeningEpochs(s.weights().openingEpochs()));
        }
        if (!s.sharing().equals(Sharing.ALONE)) {
            builder.setSharing(org.gantry.proto.Sharing.newBuilder()
                    .setTrainers(s.sharing().trainers())
                    .setAverageEvery(s.sharing().averageEvery()));
        }
        return builder.build();
    }

    private static SearchSettings search(org.gantry.proto.SearchSettings s) {
        return new SearchSettings(
                Enums.toDomain(SearchSettings.Mode.class, "SEARCH_MODE_", s.getMode()),
                s.getEpochs(),
                s.getBatch(),
                s.getAlphaRate(),
                weights(s),
                s.getTauStart(),
                s.getTauEnd(),
                s.hasEstimator() ? estimator(s.getEstimator()) : Estimator.PAPER,
                s.hasSharing()
                        ? new Sharing(
                                s.getSharing().getTrainers(), s.getSharing().getAverageEvery())
                        : Sharing.ALONE);
    }

    private static SharedWeights weights(org.gantry.proto.SearchSettings s) {
        return s.hasSharedWeights()
                ? new SharedWeights(
                        Enums.toDomain(
                                SharedWeights.Rule.class,
                                "WEIGHT_RULE_",
                                s.getSharedWeights().getRule()),
                        s.getWeightRate(),
                        s.getSharedWeights().getOpeningEpochs())
                : SharedWeights.sgd(s.getWeightRate());
    }

    private static org.gantry.proto.Estimator estimator(Estimator e) {
        return org.gantry.proto.Estimator.newBuilder()
                .setGradient(Enums.toProto(org.gantry.proto.AlphaGradient.class, "ALPHA_GRADIENT_", e.gradient()))
                .setDraws(e.draws())
                .setWarmUpEpochs(e.warmUpEpochs())
                .setCostWeight(e.costWeight())
                .build();
    }

    private static Estimator estimator(org.gantry.proto.Estimator e) {
        return new Estimator(
                Enums.toDomain(Estimator.Gradient.class, "ALPHA_GRADIENT_", e.getGradient()),
                e.getDraws(),
                e.getWarmUpEpochs(),
                e.getCostWeight());
    }

    private static org.gantry.proto.EvaluationSettings evaluation(EvaluationSettings s) {
        return org.gantry.proto.EvaluationSettings.newBuilder()
                .setCandidates(s.candidates())
                .setShortEpochs(s.shortEpochs())
                .setPlan(PlanCodecs.plan(s.plan()))
                .setEnsemble(s.ensemble())
                .build();
    }

    private static EvaluationSettings evaluation(org.gantry.proto.EvaluationSettings s) {
        return new EvaluationSettings(
                s.getCandidates(), s.getShortEpochs(), PlanCodecs.plan(s.getPlan()), Math.max(1, s.getEnsemble()));
    }
}
