package org.gantry.sampler;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gantry.bus.Bus;
import org.gantry.bus.Origin;
import org.gantry.bus.Received;
import org.gantry.bus.Topics;
import org.gantry.domain.RandomFunction;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.run.BatchVolume;
import org.gantry.domain.run.EpochEvent;
import org.gantry.domain.run.EpochPlan;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.domain.scan.DatasetManifest.Entry;
import org.gantry.domain.scan.Role;
import org.gantry.domain.scan.ScanCompleted;
import org.gantry.domain.scan.Slice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the volumes that trainers and the current model ask for, of the scans that this sampler owns. All on the
 * sampler's worker.
 */
final class VolumeDesk {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeDesk.class);

    private final Bus bus;
    private final ScanStore store;
    private final PreparedScans prepared;
    private final EpochDesk epochs = new EpochDesk();
    private final ScanOrigins origins = new ScanOrigins();
    private final Turns turns;
    private final Set<Integer> partitions = new TreeSet<>();
    private final Set<String> sending = new HashSet<>();
    private @Nullable ModelAnnounced model;
    private int behind;

    /**
     * A desk that listens, but publishes only after so many {@link #caughtUp} calls: one for each topic that it reads.
     */
    VolumeDesk(Bus bus, ScanStore store, PreparedScans prepared, Turns turns, int behind) {
        this.bus = bus;
        this.store = store;
        this.prepared = prepared;
        this.turns = turns;
        this.behind = behind;
    }

    void own(int partition) {
        partitions.add(partition);
        serve();
    }

    void disown(int partition) {
        partitions.remove(partition);
    }

    void on(EpochEvent event) {
        epochs.on(event);
        serveEpochs();
    }

    void on(DatasetManifest manifest) {
        epochs.on(manifest);
        serve();
    }

    void on(ModelAnnounced announced) {
        model = announced;
        serve();
    }

    /** A topic was read to its present end. */
    void caughtUp() {
        behind--;
        serve();
    }

    /** A slice came: what is made of its scan goes on with its trace. */
    void note(Received<Slice> slice) {
        origins.note(slice);
    }

    /** Scans became complete, or came again to be classified. */
    void completed(List<ScanCompleted> scans) {
        serveEpochs();
        classify(scans, origins::of);
    }

    /** Publishes whatever is due now: a partition, a data set or a model came. */
    void serve() {
        serveEpochs();
        // it waited for something else than us, perhaps for a training: how long tells nothing of an answer's latency
        classify(store.completed(), scanId -> origins.of(scanId).untimed());
    }

    private void serveEpochs() {
        if (behind == 0) {
            for (OpenEpoch epoch : epochs.open()) {
                epoch.due(this::owns).forEach(place -> publish(epoch, place));
            }
        }
    }

    private boolean owns(String scanId) {
        return store.partition(scanId).stream().anyMatch(p -> partitions.contains((int) p));
    }

    private void publish(OpenEpoch epoch, OpenEpoch.Place place) {
        String scanId = place.entry().scanId();
        publishing(() -> bus.publish(Topics.BATCHES, volume(epoch.request(), place)))
                .onFailure(e -> later(scanId, e, () -> {
                    epoch.failed(place);
                    serveEpochs();
                }));
    }

    private BatchVolume volume(EpochEvent.Requested request, OpenEpoch.Place place) {
        String scanId = place.entry().scanId();
        RandomFunction random = EpochPlan.order(request).at(place.ordinal()).at(place.position());
        PreparedScan scan = prepared.of(store.completed(scanId).orElseThrow(), request.input());
        SampledVolume sampled = place.augmented() ? Transform.training(scan, random) : Transform.evaluation(scan);
        return new BatchVolume(
                request.job(),
                request.epoch(),
                place.ordinal(),
                place.position(),
                scanId,
                place.entry().label(),
                sampled.volume());
    }

    /**
     * Classifies those of some scans that the current model is to answer: its data set's test role, and those that
     * belong to no data set or came again without it.
     */
    private void classify(List<ScanCompleted> scans, Function<String, Origin> from) {
        if (model == null || behind > 0) {
            return;
        }
        String digest = model.digest();
        Set<String> tests = tests(model);
        for (ScanCompleted scan : scans) {
            String scanId = scan.header().scanId();
            if ((store.loose(scan) || tests.contains(scanId))
                    && owns(scanId)
                    && !store.sent(scanId, digest)
                    && sending.add(digest + "/" + scanId)) {
                publish(scan, model, from.apply(scanId));
            }
        }
    }

    private Set<String> tests(ModelAnnounced current) {
        DatasetManifest manifest = epochs.manifest(current.provenance().dataset());
        return manifest == null
                ? Set.of()
                : manifest.of(Set.of(Role.TEST)).stream().map(Entry::scanId).collect(Collectors.toSet());
    }

    private void publish(ScanCompleted scan, ModelAnnounced current, Origin origin) {
        String scanId = scan.header().scanId();
        publishing(() -> bus.publish(Topics.VOLUMES, volume(scan, current), origin))
                .onSuccess(offset -> turns.next().execute(() -> {
                    store.markSent(scanId, current.digest());
                    sending.remove(current.digest() + "/" + scanId);
                }))
                .onFailure(e -> later(scanId, e, () -> {
                    sending.remove(current.digest() + "/" + scanId);
                    classify(List.of(scan), id -> origin);
                }));
    }

    private VolumeToClassify volume(ScanCompleted scan, ModelAnnounced current) {
        SampledVolume sampled = Transform.evaluation(prepared.of(scan, current.preprocessing()));
        return new VolumeToClassify(
                scan.header(), current.digest(), sampled.volume(), sampled.geometry(), sampled.slices());
    }

    /** A publication whose volume cannot even be made has failed, and the others go on. */
    private static Future<Long> publishing(Supplier<Future<Long>> publication) {
        try {
            return publication.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void later(String scanId, Throwable cause, Runnable again) {
        LOG.atWarn()
                .addKeyValue("scan", scanId)
                .setCause(cause)
                .log("a volume of scan {} was not published, and is tried again", scanId);
        turns.later().execute(again);
    }
}
