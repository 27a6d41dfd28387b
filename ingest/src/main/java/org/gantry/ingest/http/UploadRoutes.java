package org.gantry.ingest.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.gantry.ingest.delivery.DeliveryVerticle;
import org.gantry.web.Endpoint;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP routes of uploads: {@code POST /scans}, {@code POST /studies}, {@code GET /scans/uploads/ID}. */
public final class UploadRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(UploadRoutes.class);
    private static final String STATUS = "/scans/uploads/";
    private static final String SOON = "5";

    private final Inbox inbox;
    private final Senders senders;
    private final DeliveryVerticle deliveries;
    private final WorkerExecutor worker;

    /**
     * Routes into an inbox.
     *
     * @param deliveries takes what is there
     * @param known whether everybody was asked for a token before
     */
    public UploadRoutes(Vertx vertx, Inbox inbox, DeliveryVerticle deliveries, boolean known) {
        this.inbox = inbox;
        this.senders = new Senders(known);
        this.deliveries = deliveries;
        this.worker = vertx.createSharedWorkerExecutor("uploads", 1, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    /** The routes. */
    public List<Endpoint> endpoints() {
        return List.of(
                UploadDescriptions.SCANS.by(this::scans),
                UploadDescriptions.STUDIES.by(this::studies),
                UploadDescriptions.UPLOAD.by(this::status));
    }

    private void scans(RoutingContext ctx) {
        HeaderValue type = HeaderValue.parse(header(ctx, HttpHeaders.CONTENT_TYPE));
        Optional<String> name = name(ctx);
        Function<Upload, Body> body = upload -> type.value().equals("multipart/form-data")
                ? new Body.Form(upload, type)
                : new Body.Plain(upload, name.orElse(upload.id()));
        receive(
                ctx,
                name,
                body,
                (upload, received) -> accept(
                        ctx,
                        upload,
                        Replies.JSON,
                        new JsonObject()
                                .put("upload", upload.id())
                                .put("state", "queued")
                                .put("status", STATUS + upload.id())));
    }

    private void studies(RoutingContext ctx) {
        HeaderValue type = HeaderValue.parse(header(ctx, HttpHeaders.CONTENT_TYPE));
        receive(
                ctx,
                Optional.empty(),
                upload -> {
                    Stow.require(type);
                    requireAccepted(header(ctx, HttpHeaders.ACCEPT));
                    return new Stow(upload, type);
                },
                (upload, body) -> accept(ctx, upload, Stow.ANSWER, ((Stow) body).answer()));
    }

    /** What a user calls an upload: it says so, or its file has a name. */
    private static Optional<String> name(RoutingContext ctx) {
        return ctx.queryParam("name").stream()
                .findFirst()
                .or(() -> HeaderValue.parse(header(ctx, "Content-Disposition")).parameter("filename"))
                .filter(name -> !name.isBlank());
    }

    private static Optional<String> header(RoutingContext ctx, CharSequence name) {
        return Optional.ofNullable(ctx.request().getHeader(name));
    }

    private static void requireAccepted(Optional<String> accept) {
        boolean fine = accept.isEmpty()
                || accept.get().contains("json")
                || accept.get().contains("*/*")
                || accept.get().contains("application/*");
        if (!fine) {
            throw new Refusal(406, "the answer is " + Stow.ANSWER + ", which Accept does not name");
        }
    }

    /** Receives a body; whatever goes wrong, nothing of it stays. */
    private void receive(
            RoutingContext ctx, Optional<String> name, Function<Upload, Body> bodyOf, BiConsumer<Upload, Body> answer) {
        HttpServerRequest request = ctx.request();
        Reception reception = new Reception(request, worker);
        Future.succeededFuture()
                .compose(nothing -> {
                    senders.requireTrusted(request);
                    long announced = announced(request);
                    return onWorker(() -> inbox.begin(name, announced));
                })
                .compose(upload -> fill(reception, upload, bodyOf))
                .onSuccess(filled -> answer.accept(filled.upload(), filled.body()))
                .onFailure(failure -> {
                    if (!request.isEnded()) {
                        ctx.response().putHeader(HttpHeaders.CONNECTION, "close");
                        reception.drain();
                    }
                    refuse(ctx, failure);
                });
    }

    private record Filled(Upload upload, Body body) {}

    private Future<Filled> fill(Reception reception, Upload upload, Function<Upload, Body> bodyOf) {
        return Future.succeededFuture()
                .compose(nothing -> {
                    Body body = bodyOf.apply(upload);
                    return reception.into(body).map(whole -> new Filled(upload, body));
                })
                .compose(filled -> onWorker(() -> {
                    if (filled.body() instanceof Stow stow && !stow.anything()) {
                        throw new NothingStored(stow.answer());
                    }
                    upload.complete();
                    return filled;
                }))
                .recover(failure -> onWorker(() -> {
                            upload.abort();
                            return null;
                        })
                        .transform(aborted -> Future.failedFuture(failure)));
    }

    /** No part of a store can be kept. */
    private static final class NothingStored extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient JsonObject answer;

        NothingStored(JsonObject answer) {
            this.answer = answer;
        }
    }

    private static long announced(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refusal(415, "Content-Encoding " + encoding + " is not taken; send the files as they are");
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private void accept(RoutingContext ctx, Upload upload, String mediaType, JsonObject answer) {
        deliveries.wake();
        ctx.response()
                .setStatusCode(202)
                .putHeader(HttpHeaders.LOCATION, STATUS + upload.id())
                .putHeader(HttpHeaders.RETRY_AFTER, SOON);
        Replies.end(ctx.request(), mediaType, answer.toBuffer());
    }

    private void refuse(RoutingContext ctx, Throwable failure) {
        if (failure instanceof NothingStored nothing) {
            ctx.response().setStatusCode(409);
            Replies.end(ctx.request(), Stow.ANSWER, nothing.answer.toBuffer());
        } else if (failure instanceof Refusal refusal) {
            refusal.problem().answer(ctx);
        } else {
            LOG.warn("an upload failed: {}", failure.toString());
            new Problem(503, "the upload could not be written; the log says why", 60).answer(ctx);
        }
    }

    private void status(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        onWorker(() -> inbox.status(id, deliveries.taking()))
                .onSuccess(status -> status.ifPresentOrElse(
                        known -> {
                            if (!known.containsKey("scans")) {
                                ctx.response().putHeader(HttpHeaders.RETRY_AFTER, SOON);
                            }
                            Replies.json(ctx, known);
                        },
                        () -> new Problem(404, "no upload has this id; its receipt may be too old to be kept")
                                .answer(ctx)))
                .onFailure(failure -> refuse(ctx, failure));
    }

    private <T extends @Nullable Object> Future<T> onWorker(Callable<T> work) {
        return worker.executeBlocking(work);
    }
}
