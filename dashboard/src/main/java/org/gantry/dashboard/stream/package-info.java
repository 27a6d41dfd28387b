/**
 * Subscriptions to topics over HTTP: server-sent events of predictions and CAMs, each reader at its own place, which
 * {@code Last-Event-ID} brings back.
 */
@NullMarked
package org.gantry.dashboard.stream;

import org.jspecify.annotations.NullMarked;
