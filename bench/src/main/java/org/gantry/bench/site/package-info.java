/** What a measurement or an end-to-end test stands on: brokers and roles as processes, a model, a plain reader. */
@NullMarked
package org.gantry.bench.site;

import org.jspecify.annotations.NullMarked;
