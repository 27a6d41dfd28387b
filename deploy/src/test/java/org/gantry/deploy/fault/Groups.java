package org.gantry.deploy.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.gantry.bench.site.Cluster;
import org.gantry.bench.site.Reader;

/** What the brokers say of consumer groups. */
final class Groups {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Groups() {}

    /** Waits until no member is left in a group. */
    static void awaitLeft(Cluster cluster, String group, Reader reader) {
        try (Admin admin = cluster.admin()) {
            reader.await(() -> members(admin, group) == 0, PATIENCE, () -> group + " still has its member");
        }
    }

    private static int members(Admin admin, String group) {
        return ask(() -> Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                        .describedGroups()
                        .get(group))
                .get()
                .members()
                .size());
    }

    /** Records that a group has yet to take, by partition; only those where there are some. */
    static Map<TopicPartition, Long> lag(Cluster cluster, String group) {
        try (Admin admin = cluster.admin()) {
            var committed = ask(() -> admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get());
            Map<TopicPartition, OffsetSpec> wanted = new TreeMap<>(Groups::compare);
            committed.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    ask(() -> admin.listOffsets(wanted).all().get());
            Map<TopicPartition, Long> lag = new TreeMap<>(Groups::compare);
            ends.forEach((partition, end) -> {
                var at = committed.get(partition);
                long behind = end.offset() - (at == null ? 0 : at.offset());
                if (behind > 0) {
                    lag.put(partition, behind);
                }
            });
            return lag;
        }
    }

    private static int compare(TopicPartition one, TopicPartition other) {
        return one.toString().compareTo(other.toString());
    }

    /** A question to the brokers. */
    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the brokers do not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
