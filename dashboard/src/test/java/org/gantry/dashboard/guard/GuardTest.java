package org.gantry.dashboard.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gantry.bus.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What passes the guard, byte by byte: clients of libraries would not send what an attacker does. */
@Timeout(60)
class GuardTest {
    private static final String TOKEN = "correct-horse-battery-staple-0123456789";
    private static final String PASSED = "passed";

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @AfterEach
    void close() throws InterruptedException {
        Await.result(vertx.close());
    }

    private void serve(Optional<String> token) throws InterruptedException {
        serve(token, new RateLimit(1000, 1000, System::nanoTime), new Connections(vertx, 100, 60_000));
    }

    private void serve(Optional<String> token, RateLimit rate, Connections connections) throws InterruptedException {
        Guard guard = new Guard(
                vertx,
                token.map(t -> AccessToken.of(t, "test")),
                rate,
                connections,
                request -> request.response().end(PASSED).onFailure(e -> {}));
        HttpServer server = vertx.createHttpServer(Guard.limited(new HttpServerOptions()))
                .connectionHandler(guard::opened)
                .requestHandler(guard);
        port = Await.result(server.listen(0, "127.0.0.1")).actualPort();
    }

    /** Sends lines and a body as they are; gives all that comes back until the server hangs up. */
    private String send(String request, String body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(request));
        lines.addAll(Arrays.asList(headers));
        lines.add("Connection: close");
        String head = lines.stream().map(line -> line + "\r\n").collect(Collectors.joining());
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A server that says nothing where it should is not waited for. */
    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private String get(String path, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of("Host: localhost"));
        all.addAll(Arrays.asList(headers));
        return send("GET " + path + " HTTP/1.1", "", all.toArray(String[]::new));
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Test
    void withoutATokenOnlyThisMachinesNamesAreAnswered() throws Exception {
        serve(Optional.empty());
        for (String host : List.of("localhost", "127.0.0.1:8080", "[::1]:80", "LOCALHOST:1")) {
            assertThat(send("GET / HTTP/1.1", "", "Host: " + host)).as(host).endsWith(PASSED);
        }
        for (String host : List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1")) {
            String answer = send("GET / HTTP/1.1", "", "Host: " + host);
            assertThat(status(answer)).as(host).isEqualTo(421);
            assertThat(answer).doesNotContain(PASSED);
        }
    }

    @Test
    void withATokenWhoDoesNotSendItIsNotAnswered() throws Exception {
        serve(Optional.of(TOKEN));
        for (String path : List.of(
                "/",
                "/api/runs",
                "/metrics",
                "/scans",
                "/health/../api/runs",
                "//health",
                "/health/",
                "/health%2flive",
                "/health/live/x",
                "/HEALTH",
                "/login/../api/runs",
                "/api/runs?token=" + TOKEN)) {
            String answer = get(path);
            assertThat(status(answer)).as(path).isEqualTo(401);
            assertThat(answer).as(path).doesNotContain(PASSED).doesNotContain(TOKEN);
        }
        assertThat(get("/api/runs", "Authorization: Bearer " + TOKEN)).endsWith(PASSED);
        assertThat(get("/api/runs", "Authorization: bearer  " + TOKEN)).endsWith(PASSED);
        for (String wrong : List.of("Bearer ", "Bearer x" + TOKEN, "Basic " + TOKEN, TOKEN, "Bearer " + TOKEN + "x")) {
            assertThat(status(get("/api/runs", "Authorization: " + wrong)))
                    .as(wrong)
                    .isEqualTo(401);
        }
    }

    @Test
    void healthIsOpen() throws Exception {
        serve(Optional.of(TOKEN));
        for (String path : List.of("/health", "/health/live", "/health/ready", "/health?x=1")) {
            assertThat(get(path)).as(path).endsWith(PASSED);
        }
    }

    @Test
    void aBrowserGivesTheTokenOnceAndHoldsASessionThatIsNotTheToken() throws Exception {
        serve(Optional.of(TOKEN));
        String page = get("/", "Accept: text/html,*/*");
        assertThat(status(page)).isEqualTo(401);
        assertThat(page).contains("<form method=\"post\" action=\"/login\">").contains("form-action 'self'");
        assertThat(status(enter("wrong"))).isEqualTo(401);
        String entered = enter(TOKEN);
        assertThat(status(entered)).isEqualTo(303);
        String cookie = entered.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("set-cookie: "))
                .findFirst()
                .orElseThrow();
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Strict")
                .doesNotContain(TOKEN);
        String session = cookie.substring("set-cookie: ".length(), cookie.indexOf(';'));
        assertThat(get("/api/runs", "Cookie: " + session)).endsWith(PASSED);
        String later = session.replaceFirst("=[0-9]", "=9");
        assertThat(status(get("/api/runs", "Cookie: " + later))).isEqualTo(401);
        for (String bad : List.of("", ".", "1.2.3", "x.y", "99999999999999999999.00")) {
            assertThat(status(get("/", "Cookie: " + Sessions.COOKIE + "=" + bad)))
                    .as(bad)
                    .isEqualTo(401);
        }
    }

    private String enter(String token) throws IOException {
        String form = "token=" + token;
        return send(
                "POST /login HTTP/1.1",
                form,
                "Host: gantry.example:8080",
                "Origin: http://gantry.example:8080",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: " + form.length());
    }

    @Test
    void aPageFromElsewhereCannotChangeAnything() throws Exception {
        serve(Optional.empty());
        String[] other = {"Host: localhost:8080", "Origin: http://localhost:3000", "Content-Length: 0"};
        assertThat(status(send("POST /api/x HTTP/1.1", "", other))).isEqualTo(403);
        assertThat(status(send("DELETE /api/x HTTP/1.1", "", "Host: localhost", "Origin: null")))
                .isEqualTo(403);
        String[] own = {"Host: localhost:8080", "Origin: http://localhost:8080", "Content-Length: 0"};
        assertThat(send("POST /api/x HTTP/1.1", "", own)).endsWith(PASSED);
        assertThat(send("POST /api/x HTTP/1.1", "", "Host: localhost", "Content-Length: 0"))
                .endsWith(PASSED);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
        serve(Optional.empty(), new RateLimit(0.1, 2, System::nanoTime), new Connections(vertx, 100, 60_000));
        assertThat(get("/")).endsWith(PASSED);
        assertThat(get("/")).endsWith(PASSED);
        String answer = get("/");
        assertThat(status(answer)).isEqualTo(429);
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("retry-after: ");
    }

    @Test
    void bodiesHeadersAndLinesHaveLimits() throws Exception {
        serve(Optional.empty());
        String host = "Host: localhost";
        assertThat(status(send("POST /api/x HTTP/1.1", "", host, "Content-Length: 65537")))
                .isEqualTo(413);
        assertThat(status(send("POST /api/x HTTP/1.1", "", host, "Content-Length: 99999999999999")))
                .isEqualTo(413);
        String volume = "x".repeat(65537);
        assertThat(status(send("POST /v2/models/m/infer HTTP/1.1", volume, host, "Content-Length: 65537")))
                .isEqualTo(200);
        assertThat(status(send("POST /v2/models/m/infer HTTP/1.1", "", host, "Content-Length: 16777217")))
                .isEqualTo(413);
        assertThat(status(send("POST /api/x HTTP/1.1", "0\r\n\r\n", host, "Transfer-Encoding: chunked")))
                .isEqualTo(411);
        assertThat(send("POST /scans HTTP/1.1", "0\r\n\r\n", host, "Transfer-Encoding: chunked"))
                .endsWith(PASSED);
        assertThat(status(get("/" + "x".repeat(5000)))).isEqualTo(414);
        assertThat(status(get("/", "X-Long: " + "x".repeat(20_000)))).isEqualTo(431);
    }

    @Test
    void tooManyConnectionsAndThoseThatAskNothingAreClosed() throws Exception {
        serve(Optional.empty(), new RateLimit(1000, 1000, System::nanoTime), new Connections(vertx, 1, 100));
        try (Socket silent = connect()) {
            // the server speaks first: it hangs up on whoever says nothing
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        serve(Optional.empty(), new RateLimit(1000, 1000, System::nanoTime), new Connections(vertx, 1, 60_000));
        try (Socket first = connect()) {
            first.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(first.getInputStream().read()).isEqualTo('H');
            try (Socket second = connect()) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void everyAnswerTellsABrowserWhatNotToDo() throws Exception {
        serve(Optional.empty());
        String answer = get("/api/runs");
        assertThat(answer)
                .contains("frame-ancestors 'none'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .containsIgnoringCase("Referrer-Policy: same-origin")
                .containsIgnoringCase("Cache-Control: no-store");
    }
}
