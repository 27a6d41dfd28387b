package org.gantry.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.bus.Await;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.Metrics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.run.EnsembleSpec;
import org.gantry.domain.run.Regularisation;
import org.gantry.domain.run.Schedule;
import org.gantry.domain.run.TrainingEvent;
import org.gantry.domain.run.TrainingPlan;
import org.gantry.domain.run.TrainingPlan.Precision;
import org.gantry.domain.run.TrainingSpec;
import org.gantry.domain.run.TrainingSpec.Purpose;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.network.Bundle;
import org.gantry.network.BundleFacts;
import org.gantry.network.EnsembleBundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Members that are trained and put together on the bus in memory. */
class EnsembleAssemblyTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TrainingPlan PLAN =
            new TrainingPlan(2, 4, 1, 0, Precision.FLOAT32, new Schedule(1e-2, 1e-4, 0), Regularisation.PAPER);

    @AfterAll
    static void close() throws InterruptedException {
        Await.result(VERTX.close());
    }

    private static EnsembleSpec.Member member(Workplace workplace, String job) throws InterruptedException {
        TrainingSpec spec = Workplace.spec(job, Purpose.MEMBER, PLAN);
        Await.result(workplace.bus.publish(Topics.TRAININGS, new TrainingEvent.Requested(spec)));
        TrainingEvent.Ended ended = workplace.end(job);
        assertThat(ended.test()).as("a member has a test of its own").isPresent();
        return new EnsembleSpec.Member(job, spec.model(), ended.bundle().orElseThrow());
    }

    private static TrainingEvent asked(List<EnsembleSpec.Member> members) {
        return new TrainingEvent.EnsembleRequested(new EnsembleSpec("run", "set", 7, Workplace.INPUT, members));
    }

    @Test
    void membersBecomeOneModelWithOneTestWhoeverIsKilledMeanwhile() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        String first = workplace.trainer();
        List<EnsembleSpec.Member> members = List.of(member(workplace, "run/full"), member(workplace, "run/members-1"));
        assertThat(workplace.all(Topics.MODELS))
                .as("a member is announced with its ensemble alone")
                .isEmpty();

        workplace.sampler.hold(1, 1);
        Await.result(workplace.bus.publish(Topics.TRAININGS, asked(members)));
        assertThat(workplace.await(Topics.BATCHES, v -> v.job().equals("run/ensemble") && v.epoch() == 1))
                .as("it waits for the rest of the test")
                .isNotNull();
        workplace.stop(first);
        workplace.sampler.release();
        String second = workplace.trainer();
        TrainingEvent.Ended ended = workplace.end("run/ensemble");
        workplace.stop(second);

        Metrics test = ended.test().orElseThrow().metrics();
        assertThat(test.count()).isEqualTo(8);
        assertThat(test.calibration().orElseThrow().temperature()).isEqualTo(Temperature.ONE);
        assertThat(ended.performance()).isBetween(0.0, 1.0);
        assertThat(workplace.all(Topics.MODELS))
                .singleElement()
                .satisfies(model -> requireWhole(workplace, model, members));
    }

    private static void requireWhole(Workplace workplace, ModelAnnounced model, List<EnsembleSpec.Member> members)
            throws InterruptedException {
        List<String> digests = members.stream().map(m -> m.content().digest()).toList();
        assertThat(model.model()).isEqualTo("run");
        assertThat(model.members()).isEqualTo(digests);
        assertThat(model.network()).isEqualTo(members.get(0).network());
        assertThat(model.provenance().config())
                .isEqualTo("ensemble of run/full (" + digests.get(0) + "), run/members-1 (" + digests.get(1) + ")");
        Bundle bundle = Bundle.of(Await.result(workplace.bus.content(model.content())));
        assertThat(((EnsembleBundle) bundle).members().stream().map(EnsembleBundle.Member::digest))
                .isEqualTo(digests);
        BundleFacts facts = BundleFacts.of(bundle);
        assertThat(facts.test()).usingRecursiveComparison().isEqualTo(model.test());
        assertThat(facts.inputs())
                .usingRecursiveComparison()
                .isEqualTo(BundleFacts.of(bundle.networks().get(0)).inputs());
        assertThat(Optional.of(facts.fact("test.disagreementRight"))
                        .map(Double::parseDouble)
                        .orElseThrow())
                .isBetween(0.0, Math.log(2));
        assertThat(facts.fact("data.scans.TEST")).isEqualTo("2,6");
    }

    @Test
    void anEnsembleOfOneIsTestedAsItsMemberWas() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        String trainer = workplace.trainer();
        EnsembleSpec.Member member = member(workplace, "run/full");
        Metrics alone = workplace.end("run/full").test().orElseThrow().metrics();
        Await.result(workplace.bus.publish(Topics.TRAININGS, asked(List.of(member))));
        Metrics together = workplace.end("run/ensemble").test().orElseThrow().metrics();
        workplace.stop(trainer);
        assertThat(together.confusion()).isDeepEqualTo(alone.confusion());
        assertThat(together.auroc()).isEqualTo(alone.auroc());
        assertThat(together.calibration().orElseThrow().loss())
                .isCloseTo(alone.calibration().orElseThrow().loss(), within(1e-6));
    }

    @Test
    void membersThatLearnedFromOtherDataAreNotTestedByIt() throws InterruptedException {
        Workplace workplace = new Workplace(VERTX);
        String trainer = workplace.trainer();
        EnsembleSpec.Member member = member(workplace, "run/full");
        DatasetManifest now = Workplace.manifest();
        List<DatasetManifest.Entry> fewer =
                new ArrayList<>(now.entries().subList(1, now.entries().size()));
        Await.result(workplace.bus.publish(Topics.DATASETS, new DatasetManifest(now.name(), now.labels(), fewer)));
        Await.result(workplace.bus.publish(Topics.TRAININGS, asked(List.of(member))));
        TrainingEvent end = workplace.await(Topics.TRAININGS, TrainingEvent.Failed.class::isInstance);
        workplace.stop(trainer);
        assertThat(((TrainingEvent.Failed) end).reason())
                .contains("ensemble run learned from data set set as it was", "train them again");
        assertThat(workplace.all(Topics.MODELS)).isEmpty();
    }
}
