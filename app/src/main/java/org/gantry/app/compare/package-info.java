/**
 * {@code gantry search compare}: does the search find better architectures than chance, at equal budget? Pairs of runs
 * that differ in what moves alpha, their figures, a test named beforehand, tables and pictures.
 */
@NullMarked
package org.gantry.app.compare;

import org.jspecify.annotations.NullMarked;
