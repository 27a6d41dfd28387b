/** That what the documents say is so: their links lead somewhere, and their commands run. */
@NullMarked
package org.gantry.deploy.document;

import org.jspecify.annotations.NullMarked;
