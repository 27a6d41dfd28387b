/** How fast files become volumes: ingest and sampler together. */
@NullMarked
package org.gantry.bench.ingest;

import org.jspecify.annotations.NullMarked;
