package org.gantry.deploy.browser;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.gantry.deploy.Program;

/**
 * The headless Chromium of this machine, spoken to in its own protocol (CDP); tests are skipped where there is none.
 */
final class Chromium implements AutoCloseable {
    private static final String PROGRAM = "chromium";
    private static final String LISTENING = "DevTools listening on ";
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    private Chromium(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one with a profile of its own. */
    static Chromium start(Path profile) throws IOException {
        Program.require(Program.works(PROGRAM, "--version"), "chromium (Debian: chromium)");
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "--headless=new",
                        "--no-sandbox", // it opens only what this test serves, and CI runs as root
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("chromium ended before it listened");
        }
        Thread drain = new Thread(() -> said.lines().forEach(more -> {}), "what chromium says");
        drain.setDaemon(true);
        drain.start();
        return new Chromium(process, URI.create(line.substring(LISTENING.length())));
    }

    /** A new tab, of nothing yet. */
    Tab tab() throws InterruptedException {
        URI fresh = URI.create("http://" + address.getAuthority() + "/json/new?about:blank");
        HttpRequest request = HttpRequest.newBuilder(fresh)
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            JsonObject made =
                    new JsonObject(client.send(request, BodyHandlers.ofString()).body());
            return new Tab(client, URI.create(made.getString("webSocketDebuggerUrl")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
