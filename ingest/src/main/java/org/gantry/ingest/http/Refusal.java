package org.gantry.ingest.http;

import org.gantry.web.Problem;

/** A request is refused: says with which status, why and what to do, and after how many seconds to try again. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final int retryAfter;

    /** For good. */
    Refusal(int status, String detail) {
        this(status, detail, 0);
    }

    /** For so many seconds. */
    Refusal(int status, String detail, int retryAfter) {
        super(detail);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static Refusal malformed(String detail) {
        return new Refusal(400, detail);
    }

    /** As it is answered. */
    Problem problem() {
        return new Problem(status, String.valueOf(getMessage()), retryAfter);
    }
}
