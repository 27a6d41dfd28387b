package org.gantry.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The log of a process of its own, since its format is chosen when it starts. */
class JsonLogTest {
    /** Says two things. */
    static final class Speaker {
        private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);

        private Speaker() {}

        public static void main(String[] args) {
            LOG.atWarn()
                    .addKeyValue("scan", "s1")
                    .setCause(new IllegalStateException("two\nlines"))
                    .log("scan {} is \"odd\"", "s1");
            MDC.put("run", "r1");
            MDC.put("job", "r1/search");
            LOG.info("r1/search starts");
        }
    }

    private static List<String> said(Map<String, String> environment, String main)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        main)
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(lines.toString()).isIn(0, 2);
        return lines;
    }

    @Test
    void aLineIsAnObjectWithScanAndRunAsFields() throws IOException, InterruptedException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : said(Map.of("GANTRY_LOG_FORMAT", "json"), Speaker.class.getName())) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).hasSize(2);
        JsonNode first = lines.get(0);
        assertThat(first.get("log.level").asText()).isEqualTo("WARN");
        assertThat(first.get("message").asText()).isEqualTo("scan s1 is \"odd\"");
        assertThat(first.get("scan").asText()).isEqualTo("s1");
        assertThat(first.get("error.message").asText()).isEqualTo("two\nlines");
        assertThat(first.get("error.stack_trace").asText()).contains("JsonLogTest");
        assertThat(first.get("@timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
        JsonNode second = lines.get(1);
        assertThat(second.get("run").asText()).isEqualTo("r1");
        assertThat(second.get("job").asText()).isEqualTo("r1/search");
        assertThat(second.has("scan")).isFalse();
    }

    @Test
    void withoutTheSettingALineIsForPeople() throws IOException, InterruptedException {
        List<String> lines = said(Map.of("GANTRY_LOG_FORMAT", "text"), Speaker.class.getName());
        assertThat(lines.get(0)).matches("[0-9:]{8} WARN  scan s1 is \"odd\" \\(two.*");
        assertThat(lines).last().asString().endsWith("INFO  r1/search starts");
    }

    @Test
    void aFormatThatIsNotKnownIsRefused() throws IOException, InterruptedException {
        assertThat(said(Map.of("GANTRY_LOG_FORMAT", "xml"), Gantry.class.getName()))
                .containsExactly("gantry: GANTRY_LOG_FORMAT=xml is neither text nor json");
    }
}
