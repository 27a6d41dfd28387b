package org.gantry.bus.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gantry.domain.Codec;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Abstention;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.answer.Trust;
import org.gantry.domain.network.Baseline;
import org.gantry.domain.network.Genotype;
import org.gantry.domain.network.Grid;
import org.gantry.domain.network.ModelChoice;
import org.gantry.domain.network.SearchedModel;
import org.gantry.domain.network.Strides;
import org.gantry.domain.network.Widths;
import org.gantry.domain.run.CheckpointTaken;
import org.gantry.domain.run.EnsembleSpec;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.Estimator;
import org.gantry.domain.run.EvaluationSettings;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.RunEvent;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.SearchSettings;
import org.gantry.domain.run.Share;
import org.gantry.domain.run.SharedWeights;
import org.gantry.domain.run.Sharing;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.run.WeightsShared;
import org.gantry.domain.scan.Preprocessing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a trainer is asked and says comes back from its bytes as it was. */
class TrainingCodecsTest {
    private static final Preprocessing INPUT =
            Preprocessing.lung(new Grid(16, 64, 64)).lungsOnly(true);
    private static final ModelChoice SEARCHED =
            new SearchedModel(Genotype.of(7, 0, 3), Widths.parse("8,12,16"), Strides.parse("1x2x2/2x2x2/1x1x1/2x1x1"));

    /** Nothing in it is a default. */
    private static final SharedWeights WEIGHTS = new SharedWeights(SharedWeights.Rule.ADAM, 1e-2, 7);

    private static final Estimator ESTIMATOR = new Estimator(Estimator.Gradient.SCORE, 4, 1, 0.1);

    private static final TrainingPlan PLAN = new TrainingPlan(
            30,
            12,
            3,
            5,
            Precision.BFLOAT16,
            new Schedule(2e-3, 3e-5, 4),
            new Regularisation(0.25, 1e-4, 0.1, true, 0.99));

    private static <V> V through(Codec<V> codec, V value) {
        return codec.decode(codec.encode(value));
    }

    private static TrainingSpec spec(ModelChoice model, Purpose purpose) {
        return new TrainingSpec("table/mc3-1", "nodules", -7, model, INPUT, purpose, PLAN);
    }

    @ParameterizedTest
    @EnumSource
    void aTrainingWithEveryOptionSetIsAskedForAsItWasMeant(Purpose purpose) {
        TrainingEvent searched = new TrainingEvent.Requested(spec(SEARCHED, purpose));
        assertThat(through(TrainingCodecs.TRAINING, searched)).isEqualTo(searched);
    }

    @ParameterizedTest
    @EnumSource
    void aBaselineNeedsNoWidths(Baseline model) {
        TrainingEvent asked = new TrainingEvent.Requested(spec(model, Purpose.COMPARE));
        assertThat(through(TrainingCodecs.TRAINING, asked)).isEqualTo(asked);
    }

    @Test
    void aSearchIsAskedForWithThePlanOfItsEvaluation() {
        RunSpec run = new RunSpec(
                "r",
                "nodules",
                3,
                Widths.S,
                Strides.ANISOTROPIC,
                INPUT,
                INPUT,
                new SearchSettings(SearchSettings.Mode.DNAS, 2, 4, 1e-3, WEIGHTS, 5, 0.5, ESTIMATOR, Sharing.ALONE),
                new EvaluationSettings(3, 2, PLAN, 3));
        TrainingEvent asked = new TrainingEvent.SearchRequested(run);
        assertThat(through(TrainingCodecs.TRAINING, asked)).isEqualTo(asked);
        RunEvent said = new RunEvent.Asked(run);
        assertThat(through(RunCodecs.RUN, said)).isEqualTo(said);
    }

    @Test
    void aShareOfASearchIsAskedForAndItsWeightsAreGiven() {
        SearchSettings shared =
                new SearchSettings(SearchSettings.Mode.DNAS, 2, 4, 1e-3, 1e-2, 5, 0.5).shared(new Sharing(3, 16));
        RunSpec run = new RunSpec(
                "r",
                "nodules",
                3,
                Widths.S,
                Strides.ANISOTROPIC,
                INPUT,
                INPUT,
                shared,
                new EvaluationSettings(3, 2, PLAN));
        for (Share share : shared.sharing().shares()) {
            TrainingEvent asked = new TrainingEvent.SearchRequested(run, share);
            assertThat(through(TrainingCodecs.TRAINING, asked)).isEqualTo(asked);
            EpochEvent epoch = EpochEvent.Requested.search(run, 1, share);
            assertThat(through(TrainingCodecs.EPOCH, epoch)).isEqualTo(epoch);
        }
        WeightsShared given = new WeightsShared("r/search", 2, 3, 48, new ContentRef("digest", 5_000_000L, 12));
        assertThat(through(TrainingCodecs.WEIGHTS, given)).isEqualTo(given);
    }

    @Test
    void anEndSaysWhatTheTestGaveOrThatThereWasNone() {
        TrainingEvent ranked = new TrainingEvent.Ended("r/short-0", 0.75, 0.5, Optional.empty());
        assertThat(through(TrainingCodecs.TRAINING, ranked)).isEqualTo(ranked);
        Metrics metrics = new Metrics(new int[][] {{8, 2}, {1, 9}}, OptionalDouble.of(0.93), OptionalDouble.of(0.0625));
        TrainingEvent tested =
                new TrainingEvent.Ended("r/full", 0.9, 0.25, Optional.of(new TrainingEvent.Test(metrics, 17, 12.5)));
        assertThat(through(TrainingCodecs.TRAINING, tested))
                .usingRecursiveComparison()
                .isEqualTo(tested);
    }

    @Test
    void anEnsembleIsAskedForByItsMembersAndWhatATrainingMadeForItIsNamedByItsEnd() {
        ContentRef bundle = new ContentRef("digest", 5_000_000_000L, 12);
        TrainingEvent trained = new TrainingEvent.Ended("r/full-1", 0.75, 0.5, Optional.empty(), Optional.of(bundle));
        assertThat(through(TrainingCodecs.TRAINING, trained)).isEqualTo(trained);
        TrainingEvent asked = new TrainingEvent.EnsembleRequested(new EnsembleSpec(
                "r",
                "nodules",
                3,
                INPUT,
                List.of(
                        new EnsembleSpec.Member("r/full", SEARCHED, bundle),
                        new EnsembleSpec.Member("r/full-1", Baseline.MC3_18, new ContentRef("other", 1, 2)))));
        assertThat(asked.job()).isEqualTo("r/ensemble");
        assertThat(through(TrainingCodecs.TRAINING, asked)).isEqualTo(asked);
    }

    @Test
    void aRunFromBeforeThereWereEnsemblesIsOfTheBestAlone() throws InvalidProtocolBufferException {
        RunSpec run = new RunSpec(
                "r",
                "nodules",
                3,
                Widths.S,
                Strides.ANISOTROPIC,
                INPUT,
                INPUT,
                new SearchSettings(SearchSettings.Mode.DNAS, 2, 4, 1e-3, 1e-2, 5, 0.5),
                new EvaluationSettings(3, 2, PLAN, 2));
        var written = org.gantry.proto.RunEvent.parseFrom(RunCodecs.RUN.encode(new RunEvent.Asked(run))).toBuilder();
        written.getAskedBuilder().getEvaluationBuilder().clearEnsemble();
        RunEvent read = RunCodecs.RUN.decode(written.build().toByteArray());
        assertThat(((RunEvent.Asked) read).spec().evaluation()).isEqualTo(new EvaluationSettings(3, 2, PLAN));
    }

    @Test
    void aCheckpointSaysWhereItLies() {
        CheckpointTaken taken = new CheckpointTaken("r/full", 3, 70, new ContentRef("digest", 5_000_000_000L, 12));
        assertThat(through(TrainingCodecs.CHECKPOINT, taken)).isEqualTo(taken);
    }

    @Test
    void aModelIsAnnouncedWithItsNetworkAndItsCalibrationError() {
        Provenance provenance =
                new Provenance("r", "nodules", "d", 3, "{}", "0.1", Instant.parse("2026-01-02T03:04:05Z"));
        for (ModelChoice network : List.of(SEARCHED, Baseline.RESNET3D101)) {
            for (OptionalDouble figure : List.of(OptionalDouble.empty(), OptionalDouble.of(0))) {
                Metrics test = new Metrics(new int[][] {{8, 2}, {1, 9}}, figure, figure);
                ModelAnnounced model = new ModelAnnounced(
                        "r", new ContentRef("m", 1, 0), network, INPUT, List.of("Normal", "NCP"), test, provenance);
                assertThat(through(AnswerCodecs.MODEL, model.ensembleOf(List.of("m0", "m1")))
                                .members())
                        .containsExactly("m0", "m1");
                assertThat(through(AnswerCodecs.MODEL, model))
                        .usingRecursiveComparison()
                        .isEqualTo(model);
            }
        }
    }

    @Test
    void metricsSayWhatCalibrationDid() {
        float[][] logits = {{2, -1}, {0.3f, 0.7f}};
        Metrics test = Metrics.calibrated(2, new int[] {0, 1}, logits, new Temperature(1.7));
        assertThat(AnswerCodecs.metrics(AnswerCodecs.metrics(test)))
                .usingRecursiveComparison()
                .isEqualTo(test);
    }

    @Test
    void aPredictionSaysHowFarItIsToBeReliedOn() {
        for (Trust trust : List.of(
                Trust.UNKNOWN,
                new Trust(
                        new Temperature(2.5),
                        OptionalDouble.of(1.5),
                        OptionalDouble.of(0.0625),
                        0.75,
                        Abstention.FOREIGN_INPUT),
                new Trust(new Temperature(0.5), OptionalDouble.of(0), OptionalDouble.of(0), 0.75, Abstention.UNSURE))) {
            Prediction prediction = prediction(trust);
            assertThat(through(AnswerCodecs.PREDICTION, prediction))
                    .usingRecursiveComparison()
                    .isEqualTo(prediction);
        }
    }

    @Test
    void aPredictionFromBeforeThatWasKnownIsReadWithoutIt() throws InvalidProtocolBufferException {
        byte[] bytes = AnswerCodecs.PREDICTION.encode(prediction(new Trust(
                new Temperature(2), OptionalDouble.of(3), OptionalDouble.empty(), 0, Abstention.FOREIGN_INPUT)));
        byte[] old = org.gantry.proto.Prediction.parseFrom(bytes).toBuilder()
                .clearTrust()
                .build()
                .toByteArray();
        assertThat(AnswerCodecs.PREDICTION.decode(old).trust()).isEqualTo(Trust.UNKNOWN);
    }

    private static Prediction prediction(Trust trust) {
        return new Prediction(
                "s1",
                "r",
                "digest",
                List.of("Normal", "NCP"),
                new float[] {0.25f, 0.75f},
                new Provenance("r", "nodules", "d", 3, "{}", "0.1", Instant.parse("2026-01-02T03:04:05Z")),
                new int[] {1, 3},
                new float[] {0.5f, -1},
                trust);
    }

    @Test
    void anEmptyRecordIsMalformed() {
        assertThatThrownBy(() -> TrainingCodecs.TRAINING.decode(new byte[0]))
                .hasMessageContaining("field kind is empty");
    }
}
