package org.gantry.interpreter;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gantry.bus.Await;
import org.gantry.bus.Bus;
import org.gantry.bus.Snapshot;
import org.gantry.bus.Topics;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.network.Bundle;
import org.gantry.network.Classifier;
import org.gantry.network.ModelBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that volumes ask for, by digest; the last two used stay loaded, so that the old one is there until its
 * queue has drained.
 */
final class Models implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Models.class);
    private static final int LOADED = 2;

    private final Bus bus;
    private final InterpreterConfig config;
    private final Function<ModelBundle, Classifier> classifiers;
    private final Map<String, LoadedModel> loaded = new LinkedHashMap<>(LOADED, 0.75f, true);

    Models(Bus bus, InterpreterConfig config, Function<ModelBundle, Classifier> classifiers) {
        this.bus = bus;
        this.config = config;
        this.classifiers = classifiers;
    }

    /**
     * The model of a digest; empty where no topic announces it any more.
     *
     * @throws IllegalArgumentException if it cannot be used: it is damaged, or not signed as it must be
     */
    Optional<LoadedModel> of(String digest) throws InterruptedException {
        LoadedModel model = loaded.get(digest);
        if (model != null) {
            return Optional.of(model);
        }
        List<ModelAnnounced> announced =
                Await.result(Snapshot.all(bus, Topics.MODELS, m -> m.digest().equals(digest)));
        if (announced.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(load(trusted(announced)));
    }

    private ModelAnnounced trusted(List<ModelAnnounced> announced) {
        return announced.stream()
                .filter(model -> config.answers()
                        .trusted()
                        .map(key -> key.verifies(model.digest(), model.signature()))
                        .orElse(true))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it is not signed by the key that this interpreter trusts; 'gantry models export --sign-key'"
                                + " signs a model, 'gantry models import' brings its signature"));
    }

    private LoadedModel load(ModelAnnounced announced) throws InterruptedException {
        if (loaded.size() >= LOADED) {
            Iterator<LoadedModel> leastUsedFirst = loaded.values().iterator();
            leastUsedFirst.next().close();
            leastUsedFirst.remove();
        }
        // its digest is that of the announcement, or the bus does not give it
        Bundle bundle = Bundle.of(Await.result(bus.content(announced.content())));
        if (!bundle.labels().equals(announced.labels())) {
            throw new IllegalArgumentException(
                    "it is announced with the labels " + announced.labels() + ", its bundle has " + bundle.labels());
        }
        LoadedModel model = new LoadedModel(announced, bundle, classifiers, config);
        loaded.put(announced.digest(), model);
        LOG.info(
                "model {} is loaded, {} bytes",
                announced.model(),
                announced.content().size());
        return model;
    }

    @Override
    public void close() {
        loaded.values().forEach(LoadedModel::close);
        loaded.clear();
    }
}
