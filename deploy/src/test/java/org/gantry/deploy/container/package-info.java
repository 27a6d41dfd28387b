/** The system in containers, one a role, fed and read by clients outside of them. */
@NullMarked
package org.gantry.deploy.container;

import org.jspecify.annotations.NullMarked;
