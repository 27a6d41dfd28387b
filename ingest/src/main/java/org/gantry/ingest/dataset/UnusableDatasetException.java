package org.gantry.ingest.dataset;

/** No data set can be made of what was given; its message is every error found, one a line. */
public final class UnusableDatasetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableDatasetException(Findings findings) {
        super(String.join(System.lineSeparator(), findings.errors()));
    }
}
