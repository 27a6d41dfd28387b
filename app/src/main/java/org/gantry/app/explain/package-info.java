/** What explains an answer, in forms that others open: pictures, and files on the scan's own grid. */
@NullMarked
package org.gantry.app.explain;

import org.jspecify.annotations.NullMarked;
