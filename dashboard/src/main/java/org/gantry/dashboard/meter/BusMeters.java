package org.gantry.dashboard.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.gantry.bus.Bus;
import org.gantry.bus.BusCounters;
import org.gantry.bus.Lag;
import org.gantry.bus.Topic;
import org.gantry.bus.Topics;

/** The meters of a bus: what went over it, what waits, and how old predictions are when they are published. */
final class BusMeters {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;
    private final Bus bus;
    private final MultiGauge lags;

    BusMeters(MeterRegistry registry, Bus bus) {
        this.registry = registry;
        this.bus = bus;
        this.lags = MultiGauge.builder("gantry.consumer.lag")
                .baseUnit("records")
                .description("Records that a group's partitions in this process hold and that are not handled")
                .register(registry);
        count(
                "received.values",
                "Values handed to takers, readers and feeds, replayed ones too",
                BusCounters::received);
        count("replayed.values", "Values handed to takers again, to rebuild their state", BusCounters::replayed);
        count("skipped.records", "Malformed records that a reader without a group passed over", BusCounters::skipped);
        count("abandoned.payloads", "Payloads whose publisher died before their last chunk", BusCounters::abandoned);
        count("retries", "Commits and publications that were tried again", BusCounters::retries);
        Timer predictions = Timer.builder("gantry.prediction.latency")
                .description("From the slice that made a scan complete, by its record's timestamp, to the commit of the"
                        + " scan's prediction; of scans that a model was there for")
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
        bus.counters().tellAges((topic, age) -> {
            if (topic.equals(Topics.PREDICTIONS.name())) {
                predictions.record(age.isNegative() ? Duration.ZERO : age);
            }
        });
        for (String topic : Topics.ALL.stream().map(Topic::name).toList()) {
            byTopic(
                    "published.records",
                    "Values published and acknowledged",
                    topic,
                    counters -> counters.publishedByTopic().getOrDefault(topic, 0L));
            byTopic(
                    "dead.letters",
                    "Records sent to the dead letters, by the topic they came from",
                    topic,
                    counters -> counters.deadLettersByTopic().getOrDefault(topic, 0L));
        }
        refresh();
    }

    private void count(String what, String description, ToDoubleFunction<BusCounters> value) {
        FunctionCounter.builder("gantry.bus." + what, bus.counters(), value)
                .description(description)
                .register(registry);
    }

    private void byTopic(String what, String description, String topic, ToDoubleFunction<BusCounters> value) {
        FunctionCounter.builder("gantry.bus." + what, bus.counters(), value)
                .tag("topic", topic)
                .description(description)
                .register(registry);
    }

    /** Groups come and go. */
    void refresh() {
        lags.register(
                bus.lags().stream()
                        .map(lag -> Row.of(Tags.of("topic", lag.topic(), "group", lag.group()), lag, Lag::records))
                        .toList(),
                true);
    }
}
