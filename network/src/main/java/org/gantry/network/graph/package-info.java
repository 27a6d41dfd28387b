/**
 * The networks as TensorFlow graphs, for {@code org.gantry.network} alone: layers that know their own derivatives,
 * parameters in one flat vector a block and operation, and the single-path supernet by switch and merge.
 */
@NullMarked
package org.gantry.network.graph;

import org.jspecify.annotations.NullMarked;
