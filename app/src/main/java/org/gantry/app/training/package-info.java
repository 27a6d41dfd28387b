/**
 * Trainings without a search: one network, or a table of several (paper, Table 3), asked for on the bus and read back
 * from it.
 */
@NullMarked
package org.gantry.app.training;

import org.jspecify.annotations.NullMarked;
