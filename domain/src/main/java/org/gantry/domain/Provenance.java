package org.gantry.domain;

import java.time.Instant;

/**
 * Where an answer comes from.
 *
 * @param run the run that made it
 * @param dataset name of the data set
 * @param datasetDigest digest over its ids, labels, roles and content
 * @param seed the run's seed
 * @param config the run's settings, as written
 * @param software version and commit of Gantry, and what it runs on
 * @param time when it was made
 */
public record Provenance(
        String run, String dataset, String datasetDigest, long seed, String config, String software, Instant time) {}
