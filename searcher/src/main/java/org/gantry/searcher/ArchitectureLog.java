package org.gantry.searcher;

import java.nio.file.Path;
import java.util.List;
import org.gantry.bus.codec.SearchCodecs;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.Draw;
import org.gantry.domain.run.DrawTaken;
import org.gantry.domain.run.StepTaken;
import org.gantry.store.Codecs;
import org.gantry.store.Entry;
import org.gantry.store.Family;
import org.gantry.store.Key;
import org.gantry.store.Keys;
import org.gantry.store.Store;

/** Every draw, every step and every measured architecture in RocksDB, in the order of job, epoch, step and phase. */
final class ArchitectureLog implements AutoCloseable {
    private static final Family<Key, Draw> DRAWS = new Family<>("draws", Keys.NAME_AND_NUMBERS, SearchCodecs.DRAW);
    private static final Family<Key, StepTaken> STEPS = new Family<>("steps", Keys.NAME_AND_NUMBERS, SearchCodecs.STEP);
    private static final Family<Key, ArchitectureMeasured> ARCHITECTURES =
            new Family<>("architectures", Keys.NAME_AND_NUMBERS, SearchCodecs.ARCHITECTURE);

    /** The layout in which a log was filled from the topics; a log without it is new, or was lost. */
    private static final Family<String, Long> FILLED = new Family<>("filled", Keys.TEXT, Codecs.NUMBER);

    private static final String WITH_LAYOUT = "layout";
    private static final long LAYOUT = 1;

    private final Store store;

    ArchitectureLog(Path directory) {
        store = Store.open(directory, List.of(DRAWS, STEPS, ARCHITECTURES, FILLED));
    }

    /** Whether it holds all that stood on the topics when it was made. */
    boolean isWhole() {
        return store.get(FILLED, WITH_LAYOUT).filter(layout -> layout == LAYOUT).isPresent();
    }

    /** It does from now on. */
    void markWhole() {
        store.write(batch -> batch.put(FILLED, WITH_LAYOUT, LAYOUT));
    }

    void write(Draw d) {
        Key key = Key.of(d.job(), d.epoch(), d.step(), d.phase().order(), d.index());
        store.write(batch -> batch.put(DRAWS, key, d));
    }

    void write(StepTaken s) {
        Key key = Key.of(s.job(), s.epoch(), s.step(), s.phase().order(), s.index());
        store.write(batch -> batch.put(STEPS, key, s));
    }

    void write(ArchitectureMeasured a) {
        store.write(batch -> batch.put(ARCHITECTURES, Key.of(a.job(), a.epoch()), a));
    }

    /** The measured architectures of a job, by epoch. */
    List<ArchitectureMeasured> architectures(String job) {
        return values(ARCHITECTURES, job);
    }

    /** The draws of a job, in order, each with the loss and the gradient norm of its step. */
    List<DrawTaken> draws(String job) {
        return DrawTaken.join(values(DRAWS, job), values(STEPS, job));
    }

    private <V> List<V> values(Family<Key, V> family, String job) {
        return store.scan(family, Key.of(job)).stream().map(Entry::value).toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
