/**
 * The fault matrix: each kind of fault against each role, while scans or a search are under way, judged by a reader of
 * its own that knows what was fed. {@code deploy/fault-matrix} runs all of it.
 */
@NullMarked
package org.gantry.deploy.fault;

import org.jspecify.annotations.NullMarked;
