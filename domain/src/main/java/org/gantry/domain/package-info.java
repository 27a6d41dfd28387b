/** What every part shares: random numbers as functions, digests, provenance. */
@NullMarked
package org.gantry.domain;

import org.jspecify.annotations.NullMarked;
