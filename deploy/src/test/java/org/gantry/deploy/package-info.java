/**
 * The system as a user of its topics sees it: plain Kafka clients and the published schemas, nothing of ours between.
 */
@NullMarked
package org.gantry.deploy;

import org.jspecify.annotations.NullMarked;
