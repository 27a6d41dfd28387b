package org.gantry.ingest.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a multipart body as its bytes come, in pieces of any size (RFC 2046 5.1.1). States: before the first delimiter,
 * after a delimiter, in the headers of a part, at the blank line after them, in its body, after the last delimiter.
 */
final class MultipartReader {
    private static final int MOST_BOUNDARY = 70;
    private static final int MOST_HEADERS = 16 << 10;
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] BLANK = {'\r', '\n', '\r', '\n'};

    private enum State {
        PREAMBLE,
        DELIMITED,
        HEADERS,
        BLANK_LINE,
        BODY,
        EPILOGUE
    }

    /** Takes the parts of a body as they come. */
    interface Parts {
        /** A part begins. */
        void begin(Map<String, String> headers) throws IOException;

        /** Bytes of it. */
        void data(byte[] bytes, int from, int length) throws IOException;

        /** It ends. */
        void end() throws IOException;
    }

    private final Parts parts;
    private final byte[] delimiter;
    /** A body begins as if a line had ended. */
    private byte[] held = CRLF;

    private State state = State.PREAMBLE;

    /** @throws Refusal if there is no boundary, or none that may be */
    MultipartReader(HeaderValue type, Parts parts) {
        String boundary = type.parameter("boundary")
                .orElseThrow(() -> Refusal.malformed(
                        "Content-Type names no boundary; a multipart body needs one, as in boundary=\"x7\""));
        if (boundary.length() > MOST_BOUNDARY || boundary.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw Refusal.malformed("Content-Type: boundary may have " + MOST_BOUNDARY
                    + " printable characters at most (RFC 2046 5.1.1); choose a shorter one");
        }
        this.parts = parts;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The next bytes of the body. */
    void add(byte[] bytes) throws IOException {
        byte[] all = Arrays.copyOf(held, held.length + bytes.length);
        System.arraycopy(bytes, 0, all, held.length, bytes.length);
        int at = 0;
        int from;
        State before;
        do {
            from = at;
            before = state;
            at = step(all, from);
        } while (at > from || state != before);
        held = Arrays.copyOfRange(all, at, all.length);
    }

    /** The body is at its end. */
    void finish() {
        if (state != State.EPILOGUE) {
            throw Refusal.malformed(
                    "the body ends before its last delimiter, --boundary--; it was cut off, or has another boundary");
        }
    }

    /** Goes on from a place; gives where it came to, or the place itself where more bytes are needed. */
    private int step(byte[] all, int at) throws IOException {
        return switch (state) {
            case PREAMBLE, BODY -> content(all, at);
            case DELIMITED -> delimited(all, at);
            case HEADERS -> headers(all, at);
            case BLANK_LINE -> blankLine(all, at);
            case EPILOGUE -> all.length;
        };
    }

    private int content(byte[] all, int at) throws IOException {
        int end = find(delimiter, all, at);
        int sure = end < 0 ? Math.max(at, all.length - delimiter.length + 1) : end;
        if (state == State.BODY && sure > at) {
            parts.data(all, at, sure - at);
        }
        if (end < 0) {
            return sure;
        }
        if (state == State.BODY) {
            parts.end();
        }
        state = State.DELIMITED;
        return end + delimiter.length;
    }

    private int delimited(byte[] all, int at) {
        if (all.length - at < 2) {
            return at;
        }
        if (all[at] == '-' && all[at + 1] == '-') {
            state = State.EPILOGUE;
            return all.length;
        }
        int line = find(CRLF, all, at);
        if (line < 0 && all.length - at <= MOST_HEADERS) {
            return at;
        }
        for (int i = at; i < line; i++) {
            if (all[i] != ' ' && all[i] != '\t') {
                line = -1;
            }
        }
        if (line < 0) {
            throw Refusal.malformed("a delimiter is not at the end of its line; see RFC 2046 5.1.1");
        }
        state = State.HEADERS;
        return line; // a part without headers has a blank line at once
    }

    private int headers(byte[] all, int at) throws IOException {
        int end = find(BLANK, all, at);
        if (end < 0) {
            if (all.length - at > MOST_HEADERS) {
                throw Refusal.malformed("the headers of a part are longer than " + MOST_HEADERS + " bytes");
            }
            return at;
        }
        String text = new String(all, at, end - at, StandardCharsets.UTF_8).replaceAll("\r\n[ \t]+", " ");
        Map<String, String> headers = new HashMap<>();
        for (String line : text.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            } else if (!line.isBlank()) {
                throw Refusal.malformed("a part has a header without a colon; see RFC 2046 5.1");
            }
        }
        state = State.BLANK_LINE;
        parts.begin(headers);
        return end + CRLF.length;
    }

    /** The blank line's end may begin the delimiter, where a part is empty. */
    private int blankLine(byte[] all, int at) {
        if (all.length - at < delimiter.length) {
            return at;
        }
        state = State.BODY;
        return find(delimiter, Arrays.copyOfRange(all, at, at + delimiter.length), 0) == 0 ? at : at + CRLF.length;
    }

    private static int find(byte[] wanted, byte[] in, int from) {
        for (int i = from; i <= in.length - wanted.length; i++) {
            if (in[i] == wanted[0] && Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
