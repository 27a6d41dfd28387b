/** What the process counts and measures, as Prometheus reads it: {@code /metrics}. */
@NullMarked
package org.gantry.dashboard.meter;

import org.jspecify.annotations.NullMarked;
