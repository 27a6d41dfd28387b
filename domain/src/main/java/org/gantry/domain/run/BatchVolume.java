package org.gantry.domain.run;

import org.gantry.domain.scan.Volume;

/**
 * One volume of a batch.
 *
 * @param job the job
 * @param epoch the request
 * @param ordinal 0-based batch of the request
 * @param position 0-based place in the batch
 * @param scanId its scan
 * @param label its label's index
 * @param volume the volume
 */
public record BatchVolume(String job, int epoch, int ordinal, int position, String scanId, int label, Volume volume) {}
