/** Translates domain records to the messages of the schema and back; protobuf classes stop here. */
@NullMarked
package org.gantry.bus.codec;

import org.jspecify.annotations.NullMarked;
