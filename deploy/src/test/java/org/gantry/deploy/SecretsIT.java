package org.gantry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.gantry.bus.Party;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are planted, commands run with all logs on, and nothing that they say or answer holds one. */
@Timeout(600)
@SuppressWarnings("NullAway.Init")
class SecretsIT {
    private static final String TOKEN = "planted-token-7d41c0ffee-0123456789abcdef";
    private static final String PSEUDONYM_KEY = "9d7a2c5be1f0430486d95b1c77e2aa10f3c4d5e6b7a8990011223344556677fe";
    private static final List<String> SECRETS = List.of(
            TOKEN,
            PSEUDONYM_KEY,
            SecuredBroker.password(SecuredCluster.USER),
            SecuredBroker.password(SecuredCluster.name(Party.DASHBOARD)),
            "planted-wrong-password");

    @TempDir
    private static Path root;

    private static SecuredCluster cluster;
    private static Map<String, String> loud;

    @BeforeAll
    static void start() throws Exception {
        cluster = SecuredCluster.start(root);
        Path key = Files.writeString(root.resolve("pseudonym.key"), PSEUDONYM_KEY + "\n");
        loud = new TreeMap<>(Map.of(
                "GANTRY_LOG", "trace",
                "GANTRY_KAFKA_LOG", "debug",
                "GANTRY_DEBUG", "1",
                "GANTRY_TRACES", "full",
                "GANTRY_PSEUDONYM_KEY", key.toString()));
    }

    @AfterAll
    static void close() throws InterruptedException {
        cluster.close();
    }

    private static GrantedCall call(Path properties, String... words) throws Exception {
        String[] all = new String[words.length + 4];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--bootstrap-servers";
        all[words.length + 1] = cluster.broker().bootstrapServers();
        all[words.length + 2] = "--kafka-config";
        all[words.length + 3] = properties.toString();
        GantryCall call = GantryCall.of(loud, all);
        return new GrantedCall(call);
    }

    private record GrantedCall(GantryCall call) {
        void requireSilence() {
            for (String secret : SECRETS) {
                assertThat(call.everything()).doesNotContain(secret);
            }
        }
    }

    @Test
    void commandsSayNoSecretWhetherTheyCanDoTheirWorkOrNot() throws Exception {
        GrantedCall listed = call(cluster.file(SecuredCluster.USER), "models", "list", "--json");
        assertThat(listed.call().code()).as(listed.call().err()).isZero();
        assertThat(listed.call().err()).contains("sasl.jaas.config = [hidden]");
        listed.requireSilence();

        Path wrong = root.resolve("wrong.properties");
        Files.writeString(
                wrong,
                Files.readString(cluster.file(SecuredCluster.USER))
                        .replace(SecuredBroker.password(SecuredCluster.USER), "planted-wrong-password"));
        GrantedCall refused = call(wrong, "models", "list");
        assertThat(refused.call().code()).isEqualTo(1);
        assertThat(refused.call().err()).contains("Authentication failed");
        refused.requireSilence();

        GrantedCall damaged = call(
                Files.writeString(root.resolve("damaged.properties"), "ssl.key.password=" + TOKEN + "\\u00zz"),
                "models",
                "list");
        assertThat(damaged.call().code()).isEqualTo(1);
        damaged.requireSilence();
    }

    @Test
    void aServerSaysAndAnswersNoSecretAndAsksForItsToken() throws Exception {
        Path token = Files.writeString(root.resolve("token"), TOKEN + "\n");
        Path out = root.resolve("serve.out");
        Path err = root.resolve("serve.err");
        // a dashboard and nothing else has the rights of one: ingest only works when it is asked to
        Process server = GantryCall.start(
                loud,
                Redirect.to(out.toFile()),
                Redirect.to(err.toFile()),
                "serve",
                "--json",
                "--roles",
                "ingest",
                "--port",
                "0",
                "--host",
                "0.0.0.0",
                "--token-file",
                token.toString(),
                "--directory",
                root.resolve("serve").toString(),
                "--bootstrap-servers",
                cluster.broker().bootstrapServers(),
                "--kafka-config",
                cluster.file(SecuredCluster.name(Party.DASHBOARD)).toString());
        try {
            String address = address(server, out, err).replace("0.0.0.0", "127.0.0.1");
            assertThat(ask(address + "/api/runs", "").statusCode()).isEqualTo(401);
            assertThat(ask(address + "/health", "").statusCode()).isEqualTo(200);
            HttpResponse<String> answer = ask(address + "/api/runs", "Bearer " + TOKEN);
            assertThat(answer.statusCode()).isEqualTo(200);
            for (String secret : SECRETS) {
                assertThat(answer.body()).doesNotContain(secret);
                assertThat(ask(address + "/api/" + secret, "Bearer x" + secret).body())
                        .doesNotContain(secret);
            }
        } finally {
            server.destroy();
            assertThat(server.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        for (String secret : SECRETS) {
            assertThat(Files.readString(out) + Files.readString(err)).doesNotContain(secret);
        }
    }

    @Test
    void aServerThatOthersSeeDoesNotStartWithoutAToken() throws Exception {
        GantryCall call = GantryCall.of(
                new LinkedHashMap<>(),
                "serve",
                "--host",
                "0.0.0.0",
                "--directory",
                root.resolve("open").toString());
        assertThat(call.code()).isEqualTo(1);
        assertThat(call.err()).contains("--host 0.0.0.0 is seen by others").contains("--token-file");
    }

    private static String address(Process server, Path out, Path err) throws IOException {
        while (server.isAlive()) {
            String said = Files.readString(out);
            int at = said.indexOf("http://");
            if (at >= 0 && said.indexOf('"', at) > 0) {
                return said.substring(at, said.indexOf('"', at));
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the server ended: " + Files.readString(err));
    }

    private static HttpResponse<String> ask(String address, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
