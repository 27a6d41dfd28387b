package org.gantry.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
    /** A line of it ends with CRLF. */
    private static final String BODY = String.join(
            "\r\n",
            "a preamble",
            "--x7  ",
            "Content-Type: application/dicom",
            "Content-Disposition: form-data;",
            " filename=\"a.dcm\"",
            "",
            "",
            "one",
            "--x",
            "",
            "--x7",
            "",
            "",
            "--x7",
            "A:b",
            "",
            "",
            "--x7--",
            "an epilogue");

    /** Writes down what it is told. */
    private static final class Told implements MultipartReader.Parts {
        private final List<String> parts = new ArrayList<>();
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private Map<String, String> headers = Map.of();

        @Override
        public void begin(Map<String, String> partHeaders) {
            headers = partHeaders;
        }

        @Override
        public void data(byte[] bytes, int from, int length) {
            data.write(bytes, from, length);
        }

        @Override
        public void end() {
            parts.add(new TreeMap<>(headers) + "=" + data.toString(StandardCharsets.ISO_8859_1));
            data.reset();
        }
    }

    private static HeaderValue boundary(String boundary) {
        return HeaderValue.parse(Optional.of("multipart/related; boundary=\"" + boundary + "\""));
    }

    private static List<String> read(String body, int piece) throws IOException {
        Told told = new Told();
        MultipartReader reader = new MultipartReader(boundary("x7"), told);
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += piece) {
            reader.add(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
        }
        reader.finish();
        return told.parts;
    }

    @Test
    void partsAreTheSameInWhateverPiecesTheyCome() throws IOException {
        for (int piece = 1; piece <= BODY.length(); piece++) {
            assertThat(read(BODY, piece))
                    .as("in pieces of " + piece)
                    .containsExactly(
                            "{content-disposition=form-data; filename=\"a.dcm\", content-type=application/dicom}="
                                    + "\r\none\r\n--x\r\n",
                            "{}=",
                            "{a=b}=");
        }
    }

    @Test
    void aPartMayHoldAnyBytes() throws IOException {
        StringBuilder any = new StringBuilder();
        for (int i = 0; i < 70_000; i++) {
            any.append((char) (i * 31 % 251 % 256));
        }
        assertThat(read("--x7\r\n\r\n" + any + "\r\n--x7--", 8192)).containsExactly("{}=" + any);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no delimiter at all",
                "--x7\r\nA: b\r\n\r\ncut off",
                "--x7\r\nA: b\r\n\r\nanother boundary\r\n--x8--",
                "--x7\r\nA: b",
                "--x7"
            })
    void aBodyWithoutItsLastDelimiterIsRefused(String body) {
        assertThatThrownBy(() -> read(body, 3)).isInstanceOf(Refusal.class).hasMessageContaining("last delimiter");
    }

    @Test
    void whatIsMalformedIsRefusedByName() {
        assertThatThrownBy(() -> read("--x7 and more\r\n\r\n\r\n--x7--", 5)).hasMessageContaining("end of its line");
        assertThatThrownBy(() -> read("--x7\r\nno header\r\n\r\n\r\n--x7--", 5))
                .hasMessageContaining("without a colon");
        assertThatThrownBy(() -> read("--x7\r\nA: " + "b".repeat(20_000), 999)).hasMessageContaining("longer than");
        assertThatThrownBy(() -> new MultipartReader(HeaderValue.parse(Optional.of("multipart/related")), new Told()))
                .hasMessageContaining("no boundary");
        assertThatThrownBy(() -> new MultipartReader(boundary("b".repeat(71)), new Told()))
                .hasMessageContaining("70 printable characters");
    }

    @Test
    void parametersOfAHeaderMayBeQuoted() {
        HeaderValue value = HeaderValue.parse(
                Optional.of("Multipart/Related; TYPE=\"application/dicom\";boundary=a-b ; x=\"a \\\"b\\\"; c\""));
        assertThat(value.value()).isEqualTo("multipart/related");
        assertThat(value.parameter("type")).hasValue("application/dicom");
        assertThat(value.parameter("boundary")).hasValue("a-b");
        assertThat(value.parameter("x")).hasValue("a \"b\"; c");
        assertThat(value.parameter("y")).isEmpty();
        assertThat(HeaderValue.parse(Optional.empty())).isEqualTo(new HeaderValue("", Map.of()));
    }
}
