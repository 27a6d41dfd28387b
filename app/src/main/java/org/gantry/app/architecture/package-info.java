/** What searches measured, and what an architecture looks like block by block: figures, files and fronts of them. */
@NullMarked
package org.gantry.app.architecture;

import org.jspecify.annotations.NullMarked;
