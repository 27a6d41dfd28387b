package org.gantry.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/asyncapi.json says what the catalogue has; with {@code -Ddocs.write=true} it is written anew. */
class AsyncApiDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "asyncapi.json");
    private static final Path SCHEMA = Path.of("..", "proto", "src", "main", "protobuf", "gantry", "v1");

    private static JsonObject document() throws IOException {
        return new AsyncApi(ProtoText.read(SCHEMA)).document();
    }

    @Test
    void thePageSaysWhatTheCatalogueHas() throws IOException {
        String right = document().encodePrettily() + "\n";
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, right);
        } else {
            assertThat(Files.readString(PAGE)).isEqualTo(right);
        }
    }

    @Test
    void everyTopicIsAChannelWithItsPartitionsAndItsMessage() throws IOException {
        JsonObject channels = document().getJsonObject("channels");
        assertThat(channels.fieldNames())
                .containsExactlyElementsOf(Topics.ALL.stream().map(Topic::name).toList());
        JsonObject predictions = channels.getJsonObject("predictions.v1");
        assertThat(predictions.getString("address")).isEqualTo("gantry.predictions.v1");
        assertThat(predictions.getString("description"))
                .startsWith("Written by interpreter; read by interpreter, dashboard, reader, subscriber.");
        assertThat(predictions.getJsonObject("bindings").getJsonObject("kafka").getInteger("partitions"))
                .isEqualTo(12);
    }

    @Test
    void aMessagesSchemaHoldsAllThatItRefersTo() throws IOException {
        ProtoText schema = ProtoText.read(SCHEMA);
        String prediction = schema.alone("Prediction");
        assertThat(prediction)
                .contains("message Prediction {", "message Provenance {", "google/protobuf/timestamp.proto")
                .doesNotContain("message Cam {");
        for (String name : List.of("Vector3", "VolumeGeometry", "Grid")) {
            assertThat(schema.alone("Cam")).contains("message " + name + " {");
        }
        assertThat(schema.about("Cam")).contains("topic cams.v1");
    }
}
