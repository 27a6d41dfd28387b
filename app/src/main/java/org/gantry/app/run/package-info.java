/**
 * The main job, as {@code gantry run} and {@code gantry demo} do it: scans in, a search, the best architecture
 * retrained, every test scan classified and explained, a report.
 */
@NullMarked
package org.gantry.app.run;

import org.jspecify.annotations.NullMarked;
