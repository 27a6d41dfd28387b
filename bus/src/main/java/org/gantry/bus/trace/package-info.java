/** Places in W3C traces, and the spans between them; whoever exports spans implements {@code Tracer}. */
@NullMarked
package org.gantry.bus.trace;

import org.jspecify.annotations.NullMarked;
