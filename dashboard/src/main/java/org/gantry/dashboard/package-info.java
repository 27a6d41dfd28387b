/**
 * What is going on, for people and programs: web pages, an HTTP API, server-sent events, health.
 *
 * <p>In: {@code scans}, {@code datasets}, {@code runs}, {@code trainings}, {@code draws}, {@code steps},
 * {@code architectures}, {@code models}, {@code predictions}, each read from the start without a group; {@code slices}
 * and {@code volumes} while somebody looks. Out: wishes on {@code runs}, and {@code models} once more, where it may. It
 * shows what the paper's sections on search and evaluation report: measured architectures and test metrics.
 */
@NullMarked
package org.gantry.dashboard;

import org.jspecify.annotations.NullMarked;
