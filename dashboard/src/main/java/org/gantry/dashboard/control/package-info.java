/** What changes something besides dead letters: wishes for searches, and which model answers. */
@NullMarked
package org.gantry.dashboard.control;

import org.jspecify.annotations.NullMarked;
