/** What stands before the dashboard's routes: who may ask, from where, how often and how much (SECURITY.md). */
@NullMarked
package org.gantry.dashboard.guard;

import org.jspecify.annotations.NullMarked;
