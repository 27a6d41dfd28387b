/** How well maps point at what a network is to have seen, and whether they hang on its weights. */
@NullMarked
package org.gantry.bench.explain;

import org.jspecify.annotations.NullMarked;
