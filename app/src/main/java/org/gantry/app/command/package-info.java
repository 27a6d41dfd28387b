/**
 * The commands that put verticles to work: {@code demo}, {@code run}, {@code serve}, {@code ingest}, {@code classify},
 * and those that read the topics.
 */
@NullMarked
package org.gantry.app.command;

import org.jspecify.annotations.NullMarked;
