package org.gantry.dashboard;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Mounting;
import org.gantry.web.OpenApi;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.gantry.web.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is served at one port, with the document that says so. */
final class Site {
    /** Of the API: its first number changes when what was there is no more. */
    static final String VERSION = "1.0";

    private static final Logger LOG = LoggerFactory.getLogger(Site.class);

    private final List<Endpoint> endpoints = new ArrayList<>();

    /** All of them, and the document of all, itself included. */
    Site(List<Endpoint> served) {
        endpoints.addAll(served);
        endpoints.add(Endpoint.get(OpenApi.PATH, "openapi", "This document (OpenAPI 3.1)")
                .answering(Content.json(Schema.ANY))
                .by(ctx -> Replies.json(ctx, document())));
    }

    private JsonObject document() {
        return OpenApi.document("Gantry", VERSION, endpoints);
    }

    Router on(Vertx vertx) {
        Router router = Router.router(vertx);
        Mounting.on(router, endpoints);
        problem(router, 400, "the request is malformed");
        problem(router, 404, "there is no such page; start at /");
        router.errorHandler(500, ctx -> {
            LOG.error("{} failed", ctx.request().path(), ctx.failure());
            new Problem(500, "the dashboard could not answer; its log says why").answer(ctx);
        });
        return router;
    }

    private static void problem(Router router, int status, String detail) {
        router.errorHandler(status, ctx -> new Problem(status, detail).answer(ctx));
    }
}
