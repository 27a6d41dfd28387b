/** The {@code gantry} command: the only place that sees every part, and wires them. */
@NullMarked
package org.gantry.app;

import org.jspecify.annotations.NullMarked;
