/** What goes out: models, predictions, CAMs and the metrics that they are judged by. */
@NullMarked
package org.gantry.domain.answer;

import org.jspecify.annotations.NullMarked;
