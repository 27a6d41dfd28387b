package org.gantry.dashboard.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gantry.dashboard.guard.PagePolicy;
import org.gantry.domain.Digest;
import org.gantry.web.Content;
import org.gantry.web.Endpoint;
import org.gantry.web.Endpoint.About;
import org.gantry.web.Problem;
import org.gantry.web.Replies;
import org.gantry.web.Schema;

/**
 * The pages and what they are made of. Styles and modules lie under the digest of all of them, so a browser keeps them
 * for good and never has an old one; the pages themselves, which name the digest, are always asked for.
 */
public final class Pages {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String MODULE = "text/javascript; charset=utf-8";
    private static final String PICTURE = "image/svg+xml";
    private static final String FOR_GOOD = "private, max-age=31536000, immutable";
    private static final int DIGITS = 16;

    /** What pages are made of, by the name of the file. */
    static final List<String> FILES = List.of(
            "alpha.js",
            "answer.js",
            "api.js",
            "architecture.js",
            "board.js",
            "chart.js",
            "curves.js",
            "dom.js",
            "frame.css",
            "frame.js",
            "genotype.js",
            "home.js",
            "icon.svg",
            "letters.js",
            "markdown.js",
            "models.js",
            "parts.css",
            "pareto.js",
            "run.js",
            "scale.js",
            "scan.js",
            "search.css",
            "slices.js",
            "steer.js",
            "strip.js",
            "table.js",
            "upload.js",
            "viewer.css",
            "viewer.js",
            "ways.js",
            "windows.js");

    private final String frame;
    private final String version;
    private final Map<String, Buffer> files = new TreeMap<>();

    /** All of them, read from the jar. */
    public Pages() {
        frame = text("frame.html");
        Digest all = Digest.begin();
        for (String name : FILES) {
            byte[] bytes = read(name);
            files.put(name, Buffer.buffer(bytes));
            all.add(name).add(Digest.of(bytes));
        }
        version = all.hex().substring(0, DIGITS);
    }

    /** The routes. */
    public List<Endpoint> endpoints() {
        return List.of(
                page(Endpoint.get("/", "page", "What runs now, and where each scan is on its way"), "Gantry", "home"),
                page(
                        Endpoint.get("/runs/{run}", "runPage", "A search, as it goes")
                                .path("run", "its run"),
                        "Search · Gantry",
                        "run"),
                page(
                        Endpoint.get("/scans/{scan}", "scanPage", "A scan, slice by slice, with its CAM")
                                .path("scan", "its id"),
                        "Scan · Gantry",
                        "scan"),
                page(Endpoint.get("/models", "modelsPage", "The published models"), "Models · Gantry", "models"),
                Endpoint.get("/page/{version}/{file}", "pageFile", "A style or a module of the pages")
                        .path("version", "the digest of all of them")
                        .path("file", "its name")
                        .answering(Content.text(CSS), Content.text(MODULE), new Content(PICTURE, Schema.TEXT))
                        .problem(404, "there is none of this name, or the pages are of another version by now")
                        .by(this::file));
    }

    private Endpoint page(About about, String title, String name) {
        Buffer html = Buffer.buffer(frame.replace("{title}", title)
                .replace("{page}", name)
                .replace("{main}", text(name + ".html"))
                .replace("{version}", version));
        return about.answering(Content.text(HTML)).by(ctx -> {
            ctx.response().putHeader("Content-Security-Policy", PagePolicy.ofPage());
            Replies.end(ctx.request(), HTML, html);
        });
    }

    private void file(RoutingContext ctx) {
        Buffer file = files.get(ctx.pathParam("file"));
        if (file == null || !version.equals(ctx.pathParam("version"))) {
            new Problem(404, "the pages have no such file, or not any more; load the page again").answer(ctx);
            return;
        }
        Replies.keep(ctx.request(), type(ctx.pathParam("file")), FOR_GOOD, file);
    }

    private static String type(String name) {
        return name.endsWith(".css") ? CSS : name.endsWith(".js") ? MODULE : PICTURE;
    }

    private static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    private static byte[] read(String name) {
        try (InputStream file = Pages.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not in the jar; build it again");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
