/** What a machine has and lacks, for {@code gantry doctor}. */
@NullMarked
package org.gantry.app.doctor;

import org.jspecify.annotations.NullMarked;
