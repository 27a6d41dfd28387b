/**
 * Whether the process lives and whether it is ready, component by component: {@code /health/live},
 * {@code /health/ready}.
 */
@NullMarked
package org.gantry.dashboard.health;

import org.jspecify.annotations.NullMarked;
