/** Model cards (Mitchell et al. 2019): what a bundle says of itself, for people and for programs. */
@NullMarked
package org.gantry.network.card;

import org.jspecify.annotations.NullMarked;
