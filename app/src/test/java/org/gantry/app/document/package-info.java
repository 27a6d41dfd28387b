/** The pages of docs that are made of the code, and that they say what it has. */
@NullMarked
package org.gantry.app.document;

import org.jspecify.annotations.NullMarked;
