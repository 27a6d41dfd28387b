/**
 * Synthetic chest phantoms: scans with a known truth for the demo and for tests. Nothing here is a patient, and
 * everything made from it is called synthetic.
 */
@NullMarked
package org.gantry.app.phantom;

import org.jspecify.annotations.NullMarked;
