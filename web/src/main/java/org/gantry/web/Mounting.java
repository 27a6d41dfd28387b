package org.gantry.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts endpoints on a router, and at their paths a 405 for every other method. */
public final class Mounting {
    private Mounting() {}

    /** Puts them there. */
    public static void on(Router router, Collection<Endpoint> endpoints) {
        Map<String, String> methods = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            router.route(endpoint.method(), endpoint.route()).handler(endpoint.handler());
            methods.merge(endpoint.route(), endpoint.method().name(), (one, other) -> one + ", " + other);
        }
        methods.forEach((route, allowed) -> router.route(route).handler(ctx -> {
            ctx.response().putHeader(HttpHeaders.ALLOW, allowed);
            HttpMethod method = ctx.request().method();
            new Problem(405, ctx.request().path() + " takes " + allowed + ", not " + method).answer(ctx);
        }));
    }
}
