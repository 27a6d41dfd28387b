import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.gantry.proto.Prediction;

/**
 * Prints Gantry's predictions as they come, with Kafka's client and what protoc makes of the schema.
 *
 * <pre>java -cp 'app/target/lib/*' docs/examples/Subscribe.java 127.0.0.1:9092 [how many]</pre>
 */
public final class Subscribe {
    private static final String TOPIC = "gantry.predictions.v1";

    public static void main(String[] args) throws InvalidProtocolBufferException {
        long left = args.length > 1 ? Long.parseLong(args[1]) : Long.MAX_VALUE;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", args[0],
                "isolation.level", "read_committed"); // only what was published for good
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions); // or behind what you have read
            while (left > 0) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    Prediction prediction = Prediction.parseFrom(record.value());
                    System.out.println(prediction.getScanId() + " " + prediction.getLabelsList() + " "
                            + prediction.getProbabilitiesList());
                    left--;
                }
            }
        }
    }
}
