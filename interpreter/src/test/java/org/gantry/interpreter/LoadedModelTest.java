package org.gantry.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gantry.domain.ContentRef;
import org.gantry.domain.Provenance;
import org.gantry.domain.answer.Abstention;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.Disagreement;
import org.gantry.domain.answer.InputDistribution;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.answer.VolumeFeatures;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.network.Grid;
import org.gantry.domain.scan.Preprocessing;
import org.gantry.domain.scan.Volume;
import org.gantry.interpreter.LoadedModel.Answer;
import org.gantry.network.Batch;
import org.gantry.network.Bundle;
import org.gantry.network.BundleFacts;
import org.gantry.network.DerivedNetwork;
import org.gantry.network.Device;
import org.gantry.network.EnsembleBundle;
import org.gantry.network.Inference;
import org.gantry.network.ModelBundle;
import org.junit.jupiter.api.Test;

class LoadedModelTest {
    private static final String DIGEST = "digest";
    private final ModelBundle bundle = Answering.bundle();

    private LoadedModel load() {
        return load(bundle, 0);
    }

    private static LoadedModel load(Bundle bundle, double abstainBelow) {
        InterpreterConfig config = new InterpreterConfig(
                Path.of("unused"), Device.DEFAULT, Answering.BATCH, AnswerSettings.DEFAULT.abstaining(abstainBelow));
        return new LoadedModel(
                Answering.announced(new ContentRef(DIGEST, 1, 0)),
                bundle,
                network -> LoadedModel.network(network, config),
                config);
    }

    private Inference infer(VolumeToClassify volume) {
        try (DerivedNetwork network = Answering.network()) {
            network.load(bundle.weights());
            return network.explainedBy(CamMethod.DEFAULT)
                    .infer(new Batch(Answering.INPUT, 1, volume.volume().voxels(), new int[1]));
        }
    }

    @Test
    void aPredictionIsTheNetworksAnswerWithItsProvenance() {
        VolumeToClassify volume = Answering.volume("a", DIGEST);
        try (LoadedModel model = load()) {
            Prediction prediction = model.answer(List.of(volume)).get(0).prediction();
            assertThat(prediction.scanId()).isEqualTo("a");
            assertThat(prediction.modelDigest()).isEqualTo(DIGEST);
            assertThat(prediction.labels()).isEqualTo(Answering.LABELS);
            assertThat(prediction.provenance().run()).isEqualTo("run");
            assertThat(prediction.probabilities()).containsExactly(infer(volume).probabilities()[0], within(1e-6f));
            double sum = 0;
            for (float p : prediction.probabilities()) {
                sum += p;
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void moreVolumesThanABatchAreAnsweredInTheirOrderAsEachAlone() {
        List<VolumeToClassify> volumes = IntStream.range(0, 2 * Answering.BATCH + 1)
                .mapToObj(i -> Answering.volume("scan" + i, DIGEST))
                .toList();
        try (LoadedModel model = load()) {
            List<Answer> answers = model.answer(volumes);
            assertThat(answers).hasSameSizeAs(volumes);
            for (int i = 0; i < volumes.size(); i++) {
                Prediction prediction = answers.get(i).prediction();
                assertThat(prediction.scanId()).isEqualTo("scan" + i);
                assertThat(prediction.probabilities())
                        .containsExactly(infer(volumes.get(i)).probabilities()[0], within(1e-5f));
            }
        }
    }

    @Test
    void theCamExplainsThePredictedClassAndLiesInPatientSpace() {
        VolumeToClassify volume = Answering.volume("a", DIGEST);
        try (LoadedModel model = load()) {
            Answer answer = model.answer(List.of(volume)).get(0);
            Cam cam = answer.cam();
            int c = answer.prediction().classIndex();
            assertThat(cam.classIndex()).isEqualTo(c);
            assertThat(cam.label()).isEqualTo(Answering.LABELS.get(c));
            assertThat(cam.slices()).containsExactly(volume.slices());
            assertThat(cam.cells().grid().cells()).isEqualTo(new Grid(2, 2, 2));
            assertThat(cam.cells().values()[c])
                    .containsExactly(infer(volume).cams()[0].values()[c], within(1e-5f));
            assertThat(cam.map().grid()).isEqualTo(Answering.INPUT);
            assertThat(cam.map().geometry()).isEqualTo(volume.geometry());
        }
    }

    @Test
    void aCellAndTheVoxelAtItsCentreLieAtOnePlaceAndHaveOneValue() {
        try (LoadedModel model = load()) {
            Cam cam =
                    model.answer(List.of(Answering.volume("a", DIGEST))).get(0).cam();
            double[] stride = Answering.ARCHITECTURE.camGrid(Answering.INPUT).stride();
            Grid cells = cam.cells().grid().cells();
            Grid map = cam.map().grid();
            for (int d = 0; d < cells.depth(); d++) {
                for (int h = 0; h < cells.height(); h++) {
                    for (int w = 0; w < cells.width(); w++) {
                        int z = (int) (d * stride[0]);
                        int y = (int) (h * stride[1]);
                        int x = (int) (w * stride[2]);
                        float cell =
                                cam.cells().values()[cam.classIndex()][(d * cells.height() + h) * cells.width() + w];
                        assertThat(cam.map().values()[(z * map.height() + y) * map.width() + x])
                                .isEqualTo(cell);
                        assertThat(cam.cellGeometry().at(d, h, w))
                                .isEqualTo(cam.map().geometry().at(z, y, x));
                    }
                }
            }
        }
    }

    private ModelBundle knowing(BundleFacts facts) {
        return new ModelBundle(bundle.architecture(), bundle.input(), bundle.labels(), facts.map(), bundle.weights());
    }

    @Test
    void probabilitiesAreThoseOfTheBundlesTemperatureAndTheCamStaysAsItIs() {
        VolumeToClassify volume = Answering.volume("a", DIGEST);
        BundleFacts facts = BundleFacts.begin().put("calibration.temperature", "4");
        try (LoadedModel plain = load();
                LoadedModel calibrated = load(knowing(facts), 0)) {
            Answer before = plain.answer(List.of(volume)).get(0);
            Answer after = calibrated.answer(List.of(volume)).get(0);
            assertThat(before.prediction().trust().temperature()).isEqualTo(Temperature.ONE);
            assertThat(after.prediction().trust().temperature()).isEqualTo(new Temperature(4));
            assertThat(after.prediction().probabilities())
                    .containsExactly(
                            new Temperature(4).probabilities(infer(volume).logits()[0]), within(1e-6f))
                    .isNotEqualTo(before.prediction().probabilities());
            assertThat(after.prediction().classIndex())
                    .isEqualTo(before.prediction().classIndex());
            assertThat(after.cam().cells().values()[0])
                    .containsExactly(before.cam().cells().values()[0]);
        }
    }

    @Test
    void anEnsembleAnswersWithTheMeanOfItsMembersAndSaysHowFarTheyDisagree() {
        VolumeToClassify volume = Answering.volume("a", DIGEST);
        ModelBundle one = knowing(alike().put("calibration.temperature", "0.1"));
        ModelBundle other = knowing(alike().put("calibration.temperature", "4"));
        EnsembleBundle both = new EnsembleBundle(
                List.of(
                        EnsembleBundle.Member.of("one", one.toBytes()),
                        EnsembleBundle.Member.of("other", other.toBytes())),
                Map.of());
        float[][] said = {
            new Temperature(0.1).probabilities(infer(volume).logits()[0]),
            new Temperature(4).probabilities(infer(volume).logits()[0])
        };
        try (LoadedModel alone = load(one, 0);
                LoadedModel together = load(both, 0)) {
            Prediction prediction = together.answer(List.of(volume)).get(0).prediction();
            for (int c = 0; c < said[0].length; c++) {
                assertThat(prediction.probabilities()[c]).isCloseTo((said[0][c] + said[1][c]) / 2, within(1e-6f));
            }
            assertThat(prediction.trust().disagreement().orElseThrow())
                    .isPositive()
                    .isCloseTo(Disagreement.of(said), within(1e-6));
            assertThat(prediction.trust().temperature()).isEqualTo(Temperature.ONE);
            Prediction single = alone.answer(List.of(volume)).get(0).prediction();
            assertThat(single.trust().disagreement()).as("one cannot disagree").isEmpty();
        }
    }

    private static BundleFacts alike() {
        return BundleFacts.begin()
                .put(Preprocessing.lung(Answering.INPUT))
                .put(new Provenance("run", "set", "digest", 1, "", "test", Instant.EPOCH));
    }

    @Test
    void anAnswerBelowTheThresholdAbstainsWithItsProbabilities() {
        VolumeToClassify volume = Answering.volume("a", DIGEST);
        try (LoadedModel bold = load();
                LoadedModel careful = load(bundle, 0.999)) {
            Prediction prediction = careful.answer(List.of(volume)).get(0).prediction();
            assertThat(prediction.trust().abstention()).isEqualTo(Abstention.UNSURE);
            assertThat(prediction.trust().abstainBelow()).isEqualTo(0.999);
            Prediction sure = bold.answer(List.of(volume)).get(0).prediction();
            assertThat(sure.trust().abstains()).isFalse();
            assertThat(sure.trust().foreignness()).isEmpty();
            assertThat(prediction.probabilities()).containsExactly(sure.probabilities());
        }
    }

    @Test
    void anInputUnlikeTheTrainingsIsForeignAndAbstains() {
        List<double[]> noise = IntStream.range(0, 40)
                .mapToObj(
                        i -> VolumeFeatures.of(Answering.volume("n" + i, DIGEST).volume()))
                .toList();
        BundleFacts facts = BundleFacts.begin().put(InputDistribution.fit(noise.subList(0, 30), noise.subList(30, 40)));
        VolumeToClassify familiar = Answering.volume("a", DIGEST);
        float[] slope = new float[Answering.INPUT.positions()];
        for (int i = 0; i < slope.length; i++) {
            slope[i] = (float) i / slope.length;
        }
        VolumeToClassify foreign = new VolumeToClassify(
                familiar.header(), DIGEST, new Volume(Answering.INPUT, slope), familiar.geometry(), familiar.slices());
        try (LoadedModel model = load(knowing(facts), 0)) {
            List<Answer> answers = model.answer(List.of(familiar, foreign));
            assertThat(answers.get(0).prediction().trust().foreign()).contains(false);
            assertThat(answers.get(0).prediction().trust().abstains()).isFalse();
            assertThat(answers.get(1).prediction().trust().foreign()).contains(true);
            assertThat(answers.get(1).prediction().trust().abstention()).isEqualTo(Abstention.FOREIGN_INPUT);
        }
    }

    @Test
    void aVolumeOfAnotherSizeDoesNotFit() {
        try (LoadedModel model = load()) {
            assertThat(model.fits(Answering.volume("a", DIGEST))).isTrue();
            assertThat(model.fits(Answering.volume("a", DIGEST, new Grid(4, 8, 9))))
                    .isFalse();
        }
    }
}
