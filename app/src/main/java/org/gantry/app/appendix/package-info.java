/**
 * A run on one page: what a paper's appendix asks for. In come the topics that a run left its traces on; out goes HTML
 * with its pictures in it, and the same as PDF.
 */
@NullMarked
package org.gantry.app.appendix;

import org.jspecify.annotations.NullMarked;
