/**
 * What is going on, for people and programs: a web page, an HTTP API, server-sent events, health.
 *
 * <p>In: {@code scans}, {@code datasets}, {@code runs}, {@code trainings}, {@code steps}, {@code architectures},
 * {@code models}, {@code predictions}, each read from the start without a group. Out: nothing. It shows what the
 * paper's sections on search and evaluation report: measured architectures and test metrics.
 */
@NullMarked
package org.gantry.dashboard;

import org.jspecify.annotations.NullMarked;
