package org.gantry.dashboard.inference;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Endpoint.About;
import org.gantry.web.Kind;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.gantry.web.Schema;
import org.gantry.web.Shape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the V2 inference protocol, but its health. Used on one thread. */
public final class InferenceRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceRoutes.class);

    /** From the first byte of a volume to its answer; each holds its body until it is read. */
    static final int MOST_AT_ONCE = 8;

    private static final int RECEIVING_SECONDS = 60;
    private static final String JSON_BYTES = "Inference-Header-Content-Length";
    private static final String ONE = "/v2/models/{model}";

    private static final Kind<String> SERVER = Shape.<String>named("ServerMetadata", "What answers.")
            .with("name", Kind.TEXT, version -> "gantry")
            .with("version", Kind.TEXT, version -> version)
            .with("extensions", Kind.TEXTS, version -> List.of("binary_tensor_data"))
            .kind();

    private static final Kind<ModelAnnounced> READY = Shape.<ModelAnnounced>named("ModelReady", "A model is published.")
            .with("name", Kind.TEXT, ModelAnnounced::model)
            .with("ready", Kind.YES_NO, model -> true)
            .kind();

    private static final Schema REQUEST = Schema.named("InferRequest", """
            {"type": "object", "description": "One volume of the model's input, preprocessed as the model asks.",
             "required": ["inputs"],
             "properties": {"id": {"type": "string"},
                            "inputs": {"type": "array", "minItems": 1, "maxItems": 1, "items": {
                                "type": "object", "required": ["name", "shape", "datatype"],
                                "properties": {"name": {"const": "volumes"}, "datatype": {"const": "FP32"},
                                               "shape": {"type": "array", "items": {"type": "integer"}},
                                               "parameters": {"type": "object"}, "data": {"type": "array"}}}},
                            "outputs": {"type": "array", "items": {
                                "type": "object", "required": ["name"],
                                "properties": {"name": {"enum": ["probabilities", "label"]}}}}}}""");

    private static final Schema ANSWER = Schema.named("InferResponse", """
            {"type": "object", "description": "A model's answer; parameters.scan is its place on the topics.",
             "required": ["model_name", "model_version", "parameters", "outputs"],
             "properties": {"model_name": {"type": "string"}, "model_version": {"type": "string"},
                            "id": {"type": "string"},
                            "parameters": {"type": "object", "required": ["scan"],
                                           "properties": {"scan": {"type": "string"}}},
                            "outputs": {"type": "array", "items": {
                                "type": "object", "required": ["name", "shape", "datatype", "data"],
                                "properties": {"name": {"type": "string"}, "datatype": {"type": "string"},
                                               "shape": {"type": "array", "items": {"type": "integer"}},
                                               "data": {"type": "array"}}}}}}""");

    private final Vertx vertx;
    private final String version;
    private final Function<String, Optional<ModelAnnounced>> models;
    private final Inference inference;
    private int atOnce;

    /**
     * Routes to models.
     *
     * @param version of what answers
     * @param models by name
     */
    public InferenceRoutes(
            Vertx vertx, String version, Function<String, Optional<ModelAnnounced>> models, Inference inference) {
        this.vertx = vertx;
        this.version = version;
        this.models = models;
        this.inference = inference;
    }

    /** The routes. */
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/v2", "serverMetadata", "What answers the V2 inference protocol")
                        .answering(Content.json(SERVER))
                        .by(ctx -> Replies.json(ctx, SERVER.json(version))),
                model(Endpoint.get(ONE, "modelMetadata", "What a model takes and gives"))
                        .answering(Content.json(Tensors.MODEL))
                        .by(ctx -> ofModel(ctx, model -> Replies.json(ctx, Tensors.MODEL.json(model)))),
                model(Endpoint.get(ONE + "/ready", "modelReady", "Whether a model is published"))
                        .answering(Content.json(READY))
                        .by(ctx -> ofModel(ctx, model -> Replies.json(ctx, READY.json(model)))),
                model(Endpoint.post(ONE + "/infer", "modelInfer", "A model's answer to a volume, by way of the topics"))
                        .header(JSON_BYTES, "how much of the body is JSON; behind it are the numbers, little-endian")
                        .taking(Content.json(REQUEST))
                        .taking(new Content("application/octet-stream", Schema.BYTES))
                        .answering(Content.json(ANSWER))
                        .problem(400, "it is no volume for this model")
                        .problem(422, "the interpreter refused it")
                        .problem(429, "others are being answered")
                        .problem(503, "the bus could not do it")
                        .problem(504, "no interpreter answered in time")
                        .by(ctx -> ofModel(ctx, model -> infer(ctx, model))));
    }

    private static About model(About about) {
        return about.path("model", "its name").problem(404, "no model of this name is published");
    }

    private void ofModel(RoutingContext ctx, Consumer<ModelAnnounced> then) {
        String name = ctx.pathParam("model");
        models.apply(name)
                .ifPresentOrElse(
                        then,
                        () -> new Denied(404, "no model '" + name + "' is published; /api/models lists those that are")
                                .answer(ctx));
    }

    private void infer(RoutingContext ctx, ModelAnnounced model) {
        if (atOnce >= MOST_AT_ONCE) {
            new Denied(new Problem(429, MOST_AT_ONCE + " volumes are being answered; send this one after them", 1))
                    .answer(ctx);
            return;
        }
        atOnce++;
        HttpServerRequest request = ctx.request();
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue().onFailure(e -> LOG.debug("a client is gone", e));
        }
        request.body()
                .timeout(RECEIVING_SECONDS, TimeUnit.SECONDS)
                .compose(body -> vertx.executeBlocking(
                        () -> InferRequest.read(body, jsonBytes(request, body), Tensors.input(model)), false))
                .compose(asked -> inference.answer(model, asked.voxels()).map(answer -> json(model, asked, answer)))
                .onComplete(done -> atOnce--)
                .onSuccess(json -> Replies.json(ctx, json))
                .onFailure(e -> refuse(ctx, e));
    }

    private static int jsonBytes(HttpServerRequest request, Buffer body) {
        String said = request.getHeader(JSON_BYTES);
        if (said == null) {
            return body.length();
        }
        return said.matches("[0-9]{1,9}") ? Integer.parseInt(said) : -1;
    }

    private static void refuse(RoutingContext ctx, Throwable failure) {
        if (failure instanceof Denied denied) {
            denied.answer(ctx);
        } else {
            LOG.warn("{} failed", ctx.request().path(), failure);
            ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            new Denied(400, "the volume did not come whole: " + failure.getMessage()).answer(ctx);
        }
    }

    private static JsonObject json(ModelAnnounced model, InferRequest asked, Prediction answer) {
        JsonArray probabilities = new JsonArray();
        for (float probability : answer.probabilities()) {
            probabilities.add(probability);
        }
        JsonArray outputs = new JsonArray();
        if (wants(asked, Tensors.PROBABILITIES)) {
            outputs.add(output(Tensors.PROBABILITIES, Tensors.FP32, List.of(1, probabilities.size()), probabilities));
        }
        if (wants(asked, Tensors.LABEL)) {
            outputs.add(output(Tensors.LABEL, Tensors.TEXT, List.of(1), new JsonArray().add(answer.label())));
        }
        JsonObject json = new JsonObject().put("model_name", model.model()).put("model_version", model.digest());
        asked.id().ifPresent(id -> json.put("id", id));
        return json.put("parameters", new JsonObject().put("scan", answer.scanId()))
                .put("outputs", outputs);
    }

    private static boolean wants(InferRequest asked, String output) {
        return asked.outputs().isEmpty() || asked.outputs().contains(output);
    }

    private static JsonObject output(String name, String datatype, List<Integer> shape, JsonArray data) {
        return new JsonObject()
                .put("name", name)
                .put("shape", new JsonArray(shape))
                .put("datatype", datatype)
                .put("data", data);
    }
}
