package org.gantry.deploy.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gantry.domain.CanIgnoreReturnValue;

/** A tab of the browser, used as a person does: looked at, typed into, clicked. */
final class Tab {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What is pressed, by the key's name, with its code for the browser. */
    private static final Map<String, Integer> KEYS = Map.of(
            "ArrowUp", 38, "ArrowDown", 40, "PageUp", 33, "PageDown", 34, "Home", 36, "End", 35, "Enter", 13, "Tab", 9);

    private final Protocol protocol;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> expected = new CopyOnWriteArrayList<>();

    Tab(HttpClient client, URI address) throws InterruptedException {
        protocol = new Protocol(client, address, this::note);
        for (String domain : List.of("Page", "Runtime", "Log", "DOM", "Network", "Audits")) {
            send(domain + ".enable", new JsonObject());
        }
    }

    /** Errors of the console, exceptions, and what a policy forbade. */
    private void note(JsonObject event) {
        JsonObject params = event.getJsonObject("params", new JsonObject());
        switch (event.getString("method", "")) {
            case "Runtime.exceptionThrown" -> complain(params.getJsonObject("exceptionDetails"));
            case "Log.entryAdded" -> {
                if ("error".equals(params.getJsonObject("entry").getString("level"))) {
                    complain(params.getJsonObject("entry"));
                }
            }
            case "Runtime.consoleAPICalled" -> {
                if ("error".equals(params.getString("type"))) {
                    complain(params);
                }
            }
            case "Audits.issueAdded" -> {
                if ("ContentSecurityPolicyIssue"
                        .equals(params.getJsonObject("issue").getString("code"))) {
                    complain(params.getJsonObject("issue"));
                }
            }
            default -> {}
        }
    }

    private void complain(JsonObject what) {
        String text = what.encode();
        if (expected.stream().noneMatch(text::contains)) {
            complaints.add(text);
        }
    }

    /** From now on no complaint that says this is one: the test brings it about. */
    void expect(String... words) {
        expected.addAll(List.of(words));
    }

    List<String> complaints() {
        return complaints;
    }

    @CanIgnoreReturnValue
    JsonObject send(String method, JsonObject params) throws InterruptedException {
        return protocol.send(method, params, SOON);
    }

    /** Opens a page and waits until it is loaded; gives the milliseconds that took. */
    @CanIgnoreReturnValue
    double open(String url) throws InterruptedException {
        send("Page.navigate", new JsonObject().put("url", url));
        awaits("location.href === '" + url + "' && performance.getEntriesByType('navigation')[0]?.loadEventEnd > 0");
        return ((Number) eval("performance.getEntriesByType('navigation')[0].loadEventEnd")).doubleValue();
    }

    /** What an expression of the page comes to; a promise is waited for. */
    @CanIgnoreReturnValue
    Object eval(String expression) throws InterruptedException {
        return eval(expression, PATIENCE);
    }

    private Object eval(String expression, Duration patience) throws InterruptedException {
        JsonObject params = new JsonObject()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true);
        JsonObject answer = protocol.send("Runtime.evaluate", params, patience);
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.getJsonObject("exceptionDetails"));
        }
        Object value = answer.getJsonObject("result").getValue("value");
        return value == null ? "" : value;
    }

    /** The text of what a selector finds. */
    String text(String selector) throws InterruptedException {
        return String.valueOf(eval("document.querySelector('" + selector + "')?.textContent ?? ''"));
    }

    /** Waits until a condition of the page holds. */
    void awaits(String condition) throws InterruptedException {
        String waiting = "new Promise(held => { const look = () => { let now = false; try { now = (" + condition
                + "); } catch {} now ? held(true) : setTimeout(look, 20); }; look(); })";
        try {
            assertThat(eval(waiting)).isEqualTo(true);
        } catch (AssertionError e) {
            if (String.valueOf(e.getMessage()).contains("context was destroyed")) {
                awaits(condition); // a page was left meanwhile
                return;
            }
            throw new AssertionError(
                    "waited for " + condition + "; the page says " + text("#said") + " " + text("#state")
                            + " and complains of " + complaints,
                    e);
        }
    }

    void click(String selector) throws InterruptedException {
        awaits("document.querySelector('" + selector + "') && !document.querySelector('" + selector + "').disabled");
        assertThat(eval("(() => { const it = document.querySelector('" + selector
                        + "'); it.scrollIntoView({block: 'center'}); it.click(); return true; })()"))
                .isEqualTo(true);
    }

    /** Sets a field as a hand does. */
    void set(String selector, String value) throws InterruptedException {
        assertThat(
                        eval(
                                "(() => { const it = document.querySelector('" + selector + "'); it.value = '" + value
                                        + "'; for (const e of ['input', 'change']) it.dispatchEvent(new Event(e, {bubbles: true})); return true; })()"))
                .isEqualTo(true);
    }

    void key(String key) throws InterruptedException {
        for (String type : List.of("keyDown", "keyUp")) {
            JsonObject params = new JsonObject()
                    .put("type", type)
                    .put("key", key)
                    .put("code", key)
                    .put("windowsVirtualKeyCode", KEYS.get(key));
            send("Input.dispatchKeyEvent", params);
        }
    }

    /** Where on the screen the middle of what a selector finds is: x and y. */
    private double[] middle(String selector) throws InterruptedException {
        JsonArray middle = new JsonArray(String.valueOf(eval("(() => { const b = document.querySelector('" + selector
                + "').getBoundingClientRect(); return JSON.stringify([b.x + b.width / 2, b.y + b.height / 2]); })()")));
        return new double[] {middle.getDouble(0), middle.getDouble(1)};
    }

    /** Turns the wheel over what a selector finds. */
    void wheel(String selector, int down) throws InterruptedException {
        double[] middle = middle(selector);
        send(
                "Input.dispatchMouseEvent",
                new JsonObject()
                        .put("type", "mouseWheel")
                        .put("x", middle[0])
                        .put("y", middle[1])
                        .put("deltaX", 0)
                        .put("deltaY", down));
    }

    /** Lays a finger on what a selector finds, moves it down by so many pixels, a few at a time, and lifts it. */
    void finger(String selector, int down) throws InterruptedException {
        double[] middle = middle(selector);
        int steps = 8;
        touch("touchStart", middle[0], middle[1]);
        for (int step = 1; step <= steps; step++) {
            touch("touchMove", middle[0], middle[1] + (double) down * step / steps);
        }
        send(
                "Input.dispatchTouchEvent",
                new JsonObject().put("type", "touchEnd").put("touchPoints", new JsonArray()));
    }

    private void touch(String type, double x, double y) throws InterruptedException {
        JsonObject point = new JsonObject().put("x", x).put("y", y);
        send(
                "Input.dispatchTouchEvent",
                new JsonObject().put("type", type).put("touchPoints", new JsonArray().add(point)));
    }

    /** Drags files and folders from the desk and lets them go over what a selector finds. */
    void drop(String selector, Path... dragged) throws InterruptedException {
        double[] middle = middle(selector);
        JsonArray files = new JsonArray();
        for (Path path : dragged) {
            files.add(path.toString());
        }
        JsonObject data = new JsonObject()
                .put("items", new JsonArray())
                .put("files", files)
                .put("dragOperationsMask", 1);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            send(
                    "Input.dispatchDragEvent",
                    new JsonObject()
                            .put("type", type)
                            .put("x", middle[0])
                            .put("y", middle[1])
                            .put("data", data));
        }
    }

    /** Chooses a file in a field for files. */
    void choose(String selector, Path file) throws InterruptedException {
        JsonObject root = send("DOM.getDocument", new JsonObject()).getJsonObject("root");
        JsonObject found = send(
                "DOM.querySelector",
                new JsonObject().put("nodeId", root.getInteger("nodeId")).put("selector", selector));
        send(
                "DOM.setFileInputFiles",
                new JsonObject()
                        .put("nodeId", found.getInteger("nodeId"))
                        .put("files", new JsonArray().add(file.toString())));
    }

    /** As wide as a desk's or a phone's screen, light or dark. */
    void screen(Screen screen) throws InterruptedException {
        send(
                "Emulation.setDeviceMetricsOverride",
                new JsonObject()
                        .put("width", screen.width())
                        .put("height", screen.height())
                        .put("deviceScaleFactor", 1)
                        .put("mobile", screen.phone()));
        JsonObject scheme =
                new JsonObject().put("name", "prefers-color-scheme").put("value", screen.dark() ? "dark" : "light");
        send("Emulation.setEmulatedMedia", new JsonObject().put("features", new JsonArray().add(scheme)));
        awaits("innerWidth === " + screen.width() + " && matchMedia('(prefers-color-scheme: dark)').matches === "
                + screen.dark());
    }

    /** Takes a picture of the whole page. */
    void picture(Path file) throws InterruptedException, IOException {
        JsonObject taken = send(
                "Page.captureScreenshot", new JsonObject().put("format", "png").put("captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(taken.getString("data")));
    }

    void close() throws InterruptedException {
        send("Page.close", new JsonObject());
        protocol.close();
    }
}
