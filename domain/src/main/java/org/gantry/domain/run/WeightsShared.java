package org.gantry.domain.run;

import org.gantry.domain.ContentRef;

/**
 * A trainer gave its weights to be averaged with those of the others that share the search.
 *
 * @param job the search
 * @param share 0-based part of it
 * @param epoch 0-based epoch in work
 * @param step steps of that epoch that are in them
 * @param content weights and running statistics of what was drawn since the last averaging
 */
public record WeightsShared(String job, int share, int epoch, int step, ContentRef content) {}
