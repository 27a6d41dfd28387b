/** Labels, folders and splits: from a list of labels and a folder of scans to the roles of a data set. */
@NullMarked
package org.gantry.ingest.dataset;

import org.jspecify.annotations.NullMarked;
