package org.gantry.bus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that are missing, each with its dead letters beside it; blocking. */
final class TopicCreation {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final int REPLICAS = 3;
    private static final int PATIENCE_MS = 30_000;
    private static final String FOR_EVER = "-1";

    private final Connection connection;

    TopicCreation(Connection connection) {
        this.connection = connection;
    }

    void create(List<Topic<?>> topics) {
        try (Admin admin = connection.settings().admin()) {
            int brokers = brokers(admin);
            List<NewTopic> wanted = topics.stream()
                    .flatMap(topic -> wanted(topic).stream())
                    .map(topic -> replicated(topic, Math.min(REPLICAS, brokers)))
                    .toList();
            List<NewTopic> missing = missing(admin, wanted);
            create(admin, missing);
        } catch (ExecutionException e) {
            throw new BusException(
                    "topics cannot be made at " + connection.config().bootstrapServers() + ": "
                            + Failures.say(e.getCause()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException("interrupted while topics were made", e);
        }
    }

    private int brokers(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
                    .nodes()
                    .get()
                    .size();
        } catch (ExecutionException e) {
            throw new BusException(
                    "no broker answers at " + connection.config().bootstrapServers()
                            + "; see that it runs, and that address and security settings are its own ("
                            + Failures.say(e.getCause()) + ")",
                    e);
        }
    }

    private List<NewTopic> wanted(Topic<?> topic) {
        List<NewTopic> wanted = new ArrayList<>();
        BusConfig config = connection.config();
        wanted.add(new NewTopic(config.topic(topic.name()), Optional.of(topic.partitions()), Optional.empty())
                .configs(kept(topic.kept())));
        if (!topic.name().endsWith(DeadLetter.SUFFIX)) {
            wanted.add(new NewTopic(config.deadLetterTopic(topic.name()), Optional.of(1), Optional.empty())
                    .configs(kept(Topic.Kept.FOR_EVER)));
        }
        return wanted;
    }

    /** The settings of a topic whose records are kept so long. */
    static Map<String, String> kept(Topic.Kept kept) {
        return switch (kept) {
            case FOR_EVER -> Map.of(TopicConfig.RETENTION_MS_CONFIG, FOR_EVER);
            case LATEST -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            case SEVEN_DAYS -> bounded(kept, 256 << 20);
            case ONE_HOUR -> bounded(kept, 64 << 20);
        };
    }

    /** Whole segments are deleted, once the partition is larger or they are older. */
    private static Map<String, String> bounded(Topic.Kept kept, int segmentBytes) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(kept.time().toMillis()),
                TopicConfig.RETENTION_BYTES_CONFIG, Long.toString((long) kept.partitionGib() << 30),
                TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(segmentBytes));
    }

    private static NewTopic replicated(NewTopic topic, int replicas) {
        Map<String, String> configs = new HashMap<>(topic.configs());
        configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(Math.max(1, replicas - 1)));
        return new NewTopic(topic.name(), topic.numPartitions(), (short) replicas).configs(configs);
    }

    private static List<NewTopic> missing(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        Set<String> there = admin.listTopics().names().get();
        return wanted.stream().filter(topic -> !there.contains(topic.name())).toList();
    }

    /**
     * Another process may make the same topics at the same time; and who may not make topics does not see those of
     * others either: what he lacks he is told when he uses it.
     */
    private static void create(Admin admin, List<NewTopic> missing) throws ExecutionException, InterruptedException {
        for (var made : admin.createTopics(missing).values().entrySet()) {
            try {
                Object nothing = made.getValue().get();
                assert nothing == null;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    LOG.debug("topic {} is not made: {}", made.getKey(), Failures.say(e.getCause()));
                } else if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new ExecutionException(
                            "topic " + made.getKey() + ": " + Failures.say(e.getCause()), e.getCause());
                }
            }
        }
    }
}
