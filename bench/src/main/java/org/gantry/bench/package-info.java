/** Benchmarks, run by {@code bench/run NAME}; each prints the machine's own peak beside its figures. */
@NullMarked
package org.gantry.bench;

import org.jspecify.annotations.NullMarked;
