/** How much an installation takes, how soon it answers, what it does with too much, and what more processes bring. */
@NullMarked
package org.gantry.bench.load;

import org.jspecify.annotations.NullMarked;
