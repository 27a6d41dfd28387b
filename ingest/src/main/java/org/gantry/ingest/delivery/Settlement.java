package org.gantry.ingest.delivery;

import java.io.IOException;
import java.nio.file.Path;

/** What is done with an entry once it is known what it came to; done again after a crash in the middle. */
@FunctionalInterface
public interface Settlement {
    /** Done on a thread that may block. */
    void settle(Path entry, Outcome outcome) throws IOException;
}
