/** The three data sets of the paper, as their authors hand them out (paper, Table 2): labels from lists or folders. */
@NullMarked
package org.gantry.ingest.paper;

import org.jspecify.annotations.NullMarked;
