package org.gantry.domain.answer;

import org.gantry.domain.scan.ScanHeader;
import org.gantry.domain.scan.Volume;
import org.gantry.domain.scan.VolumeGeometry;

/**
 * A volume to classify.
 *
 * @param header its scan's
 * @param model digest of the model that it was made for
 * @param volume slices sampled symmetrically, preprocessed as the model asks
 * @param geometry where its voxels lie
 * @param slices which slice of the scan each of its slices is
 */
public record VolumeToClassify(ScanHeader header, String model, Volume volume, VolumeGeometry geometry, int[] slices) {}
