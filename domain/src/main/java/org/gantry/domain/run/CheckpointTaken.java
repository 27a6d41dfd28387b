package org.gantry.domain.run;

import org.gantry.domain.ContentRef;

/**
 * The whole state of a job was saved.
 *
 * @param job the job
 * @param epoch 0-based epoch in work, or about to be
 * @param step steps of that epoch that are in it
 * @param content the state
 */
public record CheckpointTaken(String job, int epoch, int step, ContentRef content) {}
