/** What a user reads of a command: its man page, and the words that the reference has from the same place. */
@NullMarked
package org.gantry.app.manual;

import org.jspecify.annotations.NullMarked;
