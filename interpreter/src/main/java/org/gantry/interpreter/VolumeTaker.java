package org.gantry.interpreter;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gantry.bus.Outbox;
import org.gantry.bus.Received;
import org.gantry.bus.Taker;
import org.gantry.bus.Topics;
import org.gantry.bus.trace.Span;
import org.gantry.bus.trace.Tracer;
import org.gantry.bus.trace.Tracer.Act;
import org.gantry.domain.answer.VolumeToClassify;

/** Turns volumes into predictions and CAMs, each scan once for each model; whatever it does it does on its worker. */
final class VolumeTaker implements Taker<VolumeToClassify> {
    private final WorkerExecutor worker;
    private final Models models;
    private final Answered answered;
    private final Tracer tracer;
    private final Map<Integer, List<VolumeToClassify>> uncommitted = new HashMap<>();
    private volatile boolean left;

    VolumeTaker(WorkerExecutor worker, Models models, Answered answered, Tracer tracer) {
        this.worker = worker;
        this.models = models;
        this.answered = answered;
        this.tracer = tracer;
    }

    @Override
    public Future<Outbox> take(List<Received<VolumeToClassify>> records) {
        return worker.executeBlocking(() -> answer(records));
    }

    /** The group has given this member up: what waits for the worker is another one's. */
    void leave() {
        left = true;
    }

    private Outbox answer(List<Received<VolumeToClassify>> records) throws InterruptedException {
        Outbox outbox = new Outbox();
        if (left) {
            return outbox;
        }
        answered.learn(records.get(0).partition());
        List<VolumeToClassify> done = new ArrayList<>();
        Map<String, List<Received<VolumeToClassify>>> byModel = new LinkedHashMap<>();
        Set<String> inBatch = new HashSet<>();
        for (Received<VolumeToClassify> record : records) {
            VolumeToClassify volume = record.value();
            if (!answered.contains(volume)
                    && inBatch.add(volume.model() + "/" + volume.header().scanId())) {
                byModel.computeIfAbsent(volume.model(), m -> new ArrayList<>()).add(record);
            }
        }
        for (Map.Entry<String, List<Received<VolumeToClassify>>> entry : byModel.entrySet()) {
            done.addAll(answer(entry.getKey(), entry.getValue(), outbox));
        }
        uncommitted.put(records.get(0).partition(), done);
        return outbox;
    }

    private List<VolumeToClassify> answer(String digest, List<Received<VolumeToClassify>> records, Outbox outbox)
            throws InterruptedException {
        Optional<LoadedModel> model;
        try {
            model = models.of(digest);
        } catch (IllegalArgumentException e) {
            records.forEach(r -> outbox.reject(r, "model " + digest + " cannot be used: " + e.getMessage()));
            return List.of();
        }
        if (model.isEmpty()) {
            records.forEach(r -> outbox.reject(
                    r, "model " + digest + " is no longer announced; classify the scan with a current one"));
            return List.of();
        }
        return answer(model.get(), records, outbox);
    }

    private List<VolumeToClassify> answer(LoadedModel model, List<Received<VolumeToClassify>> records, Outbox outbox) {
        List<VolumeToClassify> volumes = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        for (Received<VolumeToClassify> record : records) {
            if (model.fits(record.value())) {
                volumes.add(record.value());
                classifying(record).ifPresent(spans::add);
            } else {
                outbox.reject(
                        record, "the volume's size " + record.value().volume().grid() + " is not the model's");
            }
        }
        model.answer(volumes)
                .forEach(a -> outbox.publish(Topics.PREDICTIONS, a.prediction()).publish(Topics.CAMS, a.cam()));
        spans.forEach(Span::end);
        return volumes;
    }

    private Optional<Span> classifying(Received<?> record) {
        return record.origin()
                .trace()
                .map(trace -> tracer.begin(Act.CLASSIFY, record.topic().name(), record.key(), Optional.of(trace)));
    }

    @Override
    public Future<Void> committed(int partition, long nextOffset) {
        return worker.executeBlocking(() -> {
            List<VolumeToClassify> done = uncommitted.remove(partition);
            answered.add(done == null ? List.of() : done);
            return null;
        });
    }

    @Override
    public void revoked(int partition) {
        worker.executeBlocking(() -> {
            answered.forget(partition);
            return uncommitted.remove(partition);
        });
    }
}
