package org.gantry.deploy.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.gantry.app.node.NodeRole;
import org.gantry.deploy.TinyRun;
import org.jspecify.annotations.Nullable;

/** What a broken or hostile client puts on the topics that a role reads, or into the folder that it watches. */
final class Poison {
    private static final String PREFIX = "gantry.";
    private static final Map<NodeRole, List<String>> READ = Map.of(
            NodeRole.INGEST, List.of("scans.v1", "datasets.v1"),
            NodeRole.SAMPLER, List.of("slices.v1", "epochs.v1", "models.v1", "datasets.v1"),
            NodeRole.INTERPRETER, List.of("volumes.v1", "models.v1"),
            NodeRole.SEARCHER, List.of("runs.v1", "steps.v1", "trainings.v1"),
            NodeRole.TRAINER, List.of("trainings.v1", "draws.v1", "batches.v1", "epochs.v1", "checkpoints.v1"));

    private Poison() {}

    /** Each kind on each topic, in every partition. */
    static void of(Site site, NodeRole victim) throws IOException, InterruptedException {
        if (victim == NodeRole.INGEST) {
            Path file = Files.writeString(site.root().resolve("poison"), "not a scan");
            Files.move(file, site.incoming().resolve("poison.nii.gz"), StandardCopyOption.ATOMIC_MOVE);
        }
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, site.cluster().servers(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            for (String topic : READ.getOrDefault(victim, List.of())) {
                for (var partition : producer.partitionsFor(PREFIX + topic)) {
                    for (ProducerRecord<byte[], byte[]> record : records(PREFIX + topic, partition.partition())) {
                        producer.send(record).get();
                    }
                }
            }
        } catch (ExecutionException e) {
            throw new IOException("poison could not be sent", e);
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic, int partition) {
        byte[] job = utf8(TinyRun.SPEC.searchJob());
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(record(topic, partition, job, new byte[] {1, 2, 3, (byte) 0xff}));
        records.add(record(topic, partition, job, new byte[0]));
        records.add(record(topic, partition, utf8("poison"), null));
        records.add(
                record(topic, partition, utf8("poison"), utf8("no protobuf at all, but a long sentence in English")));
        ProducerRecord<byte[], byte[]> chunk = record(topic, partition, utf8("poison"), new byte[16]);
        chunk.headers().add("gantry_chunk", new byte[] {9, 9});
        records.add(chunk);
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, byte[] key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, partition, key, value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
