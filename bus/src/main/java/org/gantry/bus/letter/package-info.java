/** What is known of dead letters: which are open, what was done about the others, which reasons repeat. */
@NullMarked
package org.gantry.bus.letter;

import org.jspecify.annotations.NullMarked;
