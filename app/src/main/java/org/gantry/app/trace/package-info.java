/** Exports the spans of traces to a collector, by OpenTelemetry's protocol, where one is named. */
@NullMarked
package org.gantry.app.trace;

import org.jspecify.annotations.NullMarked;
