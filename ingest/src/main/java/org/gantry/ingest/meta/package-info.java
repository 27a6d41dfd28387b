/** MetaImage: .mha, and .mhd with its .raw beside it. */
@NullMarked
package org.gantry.ingest.meta;

import org.jspecify.annotations.NullMarked;
