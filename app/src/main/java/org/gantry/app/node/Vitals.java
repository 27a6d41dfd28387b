package org.gantry.app.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gantry.app.Version;
import org.gantry.bus.Bus;
import org.gantry.dashboard.DashboardVerticle;
import org.gantry.dashboard.health.Component;
import org.gantry.dashboard.health.Health;
import org.gantry.dashboard.meter.Meters;
import org.gantry.trainer.StepTimes;
import org.gantry.web.Endpoint;
import org.jspecify.annotations.Nullable;

/** What a process tells of itself over HTTP: its health, component by component, and its metrics. */
final class Vitals implements StepTimes, AutoCloseable {
    private static final Duration PACE = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final Bus bus;
    private final Health health = new Health();
    private volatile @Nullable Meters meters;

    Vitals(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
        health.ready(new Component("broker", bus::reach));
    }

    /**
     * Adds a role that was started.
     *
     * @param ready completes when it does its work
     * @param ended fails when it cannot any more
     */
    void watch(NodeRole role, Future<Void> ready, Future<Void> ended) {
        String name = role.name().toLowerCase(Locale.ROOT);
        health.live(Component.alive(name, ended));
        health.ready(Component.ready(name, ready, ended));
    }

    /** Adds the dashboard. */
    void watch(DashboardVerticle dashboard) {
        health.live(Component.alive("dashboard", dashboard.ended()));
        health.ready(Component.ready("dashboard", dashboard.caughtUp(), dashboard.ended()));
    }

    /**
     * Begins to measure; a process that nobody can ask measures nothing.
     *
     * @param directory whose disk is watched
     */
    Future<Void> open(Path directory) {
        Meters opened = new Meters(Version.gantry());
        meters = opened;
        opened.observeDisk(directory);
        opened.observe(bus);
        for (Kind kind : Kind.values()) {
            opened.expectSteps(kind.name());
        }
        GpuMemory.here().ifPresent(gpus -> observe(opened, gpus));
        return EventLoops.of(vertx)
                .onSuccess(loops -> health.live(new Component("event loops", loops::answer)))
                .mapEmpty();
    }

    private void observe(Meters opened, GpuMemory gpus) {
        opened.observeGpus(gpus::taken);
        look(gpus);
        vertx.setPeriodic(PACE.toMillis(), tick -> look(gpus));
    }

    private void look(GpuMemory gpus) {
        vertx.executeBlocking(() -> {
            gpus.look();
            return Optional.empty();
        });
    }

    /** The routes. */
    List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>(health.endpoints());
        Optional.ofNullable(meters).map(Meters::endpoint).ifPresent(all::add);
        return all;
    }

    @Override
    public void taken(Kind kind, Duration took) {
        Meters opened = meters;
        if (opened != null) {
            opened.step(kind.name(), took);
        }
    }

    @Override
    public void close() {
        Meters opened = meters;
        if (opened != null) {
            opened.close();
        }
    }
}
