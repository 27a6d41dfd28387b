package org.gantry.dashboard.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for an answer, as its body says it: JSON, or JSON and bytes behind it (the binary tensor data extension).
 * Numbers are read one by one into their place, so a body takes no more memory than it must.
 *
 * @param id what its client calls it
 * @param voxels of its one volume, (depth, height, width) row-major
 * @param outputs what is wanted; empty for all
 */
record InferRequest(Optional<String> id, float[] voxels, List<String> outputs) {
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads a body.
     *
     * @param jsonBytes how much of it is JSON
     * @param shape that the input must have
     * @throws Denied if it is no request for the model
     */
    static InferRequest read(Buffer body, int jsonBytes, List<Integer> shape) {
        if (jsonBytes < 0 || jsonBytes > body.length()) {
            throw new Denied(400, "Inference-Header-Content-Length is not between 0 and the body's " + body.length());
        }
        Parsing parsing = new Parsing(body, jsonBytes, shape);
        try (JsonParser parser = JSON.createParser(body.getBytes(0, jsonBytes))) {
            return parsing.request(parser);
        } catch (IOException e) {
            throw new Denied(400, "the body is no JSON: " + e.getMessage());
        }
    }

    /** The state of reading one. */
    private static final class Parsing {
        private final Buffer body;
        private final int jsonBytes;
        private final List<Integer> shape;
        private final float[] voxels;
        private final List<String> outputs = new ArrayList<>();
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String datatype;
        private List<Integer> saidShape = List.of();
        private int inputs;
        private int count;

        Parsing(Buffer body, int jsonBytes, List<Integer> shape) {
            this.body = body;
            this.jsonBytes = jsonBytes;
            this.shape = shape;
            this.voxels = new float[shape.stream().reduce(1, Math::multiplyExact)];
        }

        InferRequest request(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Denied(400, "the body is no JSON object; it needs 'inputs'");
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "id" -> id = parser.getText();
                    case "inputs" -> each(parser, value, this::input);
                    case "outputs" -> each(parser, value, this::output);
                    default -> parser.skipChildren();
                }
            }
            requireWhole();
            return new InferRequest(Optional.ofNullable(id), voxels, List.copyOf(outputs));
        }

        private void requireWhole() {
            if (inputs != 1 || !Tensors.INPUT.equals(name)) {
                throw new Denied(400, "give one input, '" + Tensors.INPUT + "', not " + inputs + ", '" + name + "'");
            }
            if (!Tensors.FP32.equals(datatype)) {
                throw new Denied(400, "input '" + name + "' is " + datatype + "; give " + Tensors.FP32);
            }
            if (!saidShape.equals(shape)) {
                throw new Denied(400, "input '" + name + "' has the shape " + saidShape + "; the model takes " + shape);
            }
            if (count != voxels.length) {
                throw new Denied(400, "input '" + name + "' has " + count + " numbers, its shape " + voxels.length);
            }
            for (float voxel : voxels) {
                if (!Float.isFinite(voxel)) {
                    throw new Denied(400, "input '" + name + "' holds a number that is not finite");
                }
            }
            outputs.stream()
                    .filter(o -> !Tensors.OUTPUTS.contains(o))
                    .findFirst()
                    .ifPresent(o -> {
                        throw new Denied(400, "there is no output '" + o + "', but " + Tensors.OUTPUTS);
                    });
        }

        /** Reads what a field holds. */
        private interface Reading {
            void read(JsonParser parser) throws IOException;
        }

        private static void each(JsonParser parser, JsonToken value, Reading reading) throws IOException {
            if (value != JsonToken.START_ARRAY) {
                throw new Denied(400, "'" + parser.currentName() + "' is no list");
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                reading.read(parser);
            }
        }

        private void output(JsonParser parser) throws IOException {
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                    outputs.add(parser.getText());
                }
                parser.skipChildren();
            }
        }

        private void input(JsonParser parser) throws IOException {
            inputs++;
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "name" -> name = parser.getText();
                    case "datatype" -> datatype = parser.getText();
                    case "shape" -> saidShape = sizes(parser, value);
                    case "parameters" -> parameters(parser, value);
                    case "data" -> data(parser, value);
                    default -> parser.skipChildren();
                }
            }
        }

        private static List<Integer> sizes(JsonParser parser, JsonToken value) throws IOException {
            List<Integer> sizes = new ArrayList<>();
            if (value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && sizes.size() < Byte.MAX_VALUE) {
                    sizes.add(parser.getIntValue());
                }
            }
            return sizes;
        }

        private void parameters(JsonParser parser, JsonToken value) throws IOException {
            if (value != JsonToken.START_OBJECT) {
                return;
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && field.equals("binary_data_size")) {
                    binary(parser.getIntValue());
                }
                parser.skipChildren();
            }
        }

        /** Little-endian, behind the JSON. */
        private void binary(int bytes) {
            if (bytes != voxels.length * Float.BYTES || body.length() - jsonBytes != bytes) {
                throw new Denied(
                        400,
                        "binary_data_size is " + bytes + ", behind the JSON are " + (body.length() - jsonBytes)
                                + " bytes; the model takes " + voxels.length * Float.BYTES);
            }
            ByteBuffer.wrap(body.getBytes(jsonBytes, body.length()))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(voxels);
            count = voxels.length;
        }

        /** Flat, or nested as deep as the shape is. */
        private void data(JsonParser parser, JsonToken value) throws IOException {
            int depth = 0;
            for (JsonToken token = value; token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_ARRAY -> depth++;
                    case END_ARRAY -> depth--;
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(parser.getFloatValue());
                    default -> throw new Denied(400, "the data of an input are numbers, not " + token);
                }
                if (depth == 0) {
                    return;
                }
            }
        }

        private void add(float voxel) {
            if (count == voxels.length) {
                throw new Denied(400, "an input has more numbers than the model takes: " + shape);
            }
            voxels[count++] = voxel;
        }
    }
}
