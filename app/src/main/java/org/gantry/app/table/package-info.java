/** The paper's Table 3 of a user's own data: several networks, several seeds, mean and spread. */
@NullMarked
package org.gantry.app.table;

import org.jspecify.annotations.NullMarked;
