package org.gantry.deploy.browser;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A tab's side of Chromium's protocol: commands with their answers, events. */
final class Protocol implements WebSocket.Listener, AutoCloseable {
    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();
    private final StringBuilder text = new StringBuilder();
    private final Consumer<JsonObject> events;
    private final WebSocket socket;

    /** @param events is told of each */
    Protocol(HttpClient client, URI address, Consumer<JsonObject> events) {
        this.events = events;
        this.socket = client.newWebSocketBuilder().buildAsync(address, this).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
        text.append(data);
        if (whole) {
            JsonObject message = new JsonObject(text.toString());
            text.setLength(0);
            CompletableFuture<JsonObject> waiting = asked.remove(message.getInteger("id", 0));
            if (waiting != null) {
                waiting.complete(message);
            } else {
                events.accept(message);
            }
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    /** What is answered to a command within a time. */
    JsonObject send(String method, JsonObject params, Duration patience) throws InterruptedException {
        int id = last.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        JsonObject command =
                new JsonObject().put("id", id).put("method", method).put("params", params);
        socket.sendText(command.encode(), true).join();
        try {
            JsonObject message = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (message.containsKey("error")) {
                throw new AssertionError(method + ": " + message.getJsonObject("error"));
            }
            return message.getJsonObject("result");
        } catch (TimeoutException e) {
            throw new AssertionError(method + " " + params.encode() + " was not answered within " + patience, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
