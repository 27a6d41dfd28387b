/** How far answers are to be relied on, measured. */
@NullMarked
package org.gantry.bench.trust;

import org.jspecify.annotations.NullMarked;
