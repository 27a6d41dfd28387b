/**
 * Topics, codecs, publishing, subscribing, chunking, dead letters, the embedded broker: the only place that knows Kafka
 * (ARCHITECTURE.md, sections 2 and 4).
 */
@NullMarked
package org.gantry.bus;

import org.jspecify.annotations.NullMarked;
