/** The pages: one frame, a page of each kind, their styles and modules, all from the jar. */
@NullMarked
package org.gantry.dashboard.page;

import org.jspecify.annotations.NullMarked;
