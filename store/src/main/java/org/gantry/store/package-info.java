/**
 * A process's own memory: RocksDB in typed families, each batch atomic with the offset that it includes; rebuilt from
 * the log when lost (ARCHITECTURE.md, section 4).
 */
@NullMarked
package org.gantry.store;

import org.jspecify.annotations.NullMarked;
