/** What every reader of scans shares: the file, its origin, how a reader is found by content, and how it refuses. */
@NullMarked
package org.gantry.ingest.read;

import org.jspecify.annotations.NullMarked;
