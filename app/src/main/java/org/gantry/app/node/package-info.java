/** One process of Gantry: a bus, embedded or elsewhere, and the verticles of its roles (ARCHITECTURE.md, section 5). */
@NullMarked
package org.gantry.app.node;

import org.jspecify.annotations.NullMarked;
