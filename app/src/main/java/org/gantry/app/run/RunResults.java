package org.gantry.app.run;

import java.util.List;
import java.util.Map;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.ModelAnnounced;
import org.gantry.domain.answer.Prediction;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.domain.run.ArchitectureMeasured;
import org.gantry.domain.run.RunSpec;
import org.gantry.domain.scan.DatasetManifest;
import org.gantry.ingest.Ingested;

/**
 * All that a run left on the bus.
 *
 * @param spec what was asked
 * @param ingested how the data came in
 * @param manifest the data set
 * @param record draws, steps and trainings
 * @param architectures measured architectures
 * @param model the published model
 * @param predictions answers for the test scans
 * @param cams their CAMs
 * @param volumes the volumes that were classified
 */
public record RunResults(
        RunSpec spec,
        Ingested ingested,
        DatasetManifest manifest,
        RunRecord record,
        List<ArchitectureMeasured> architectures,
        ModelAnnounced model,
        Map<String, Prediction> predictions,
        Map<String, Cam> cams,
        Map<String, VolumeToClassify> volumes) {}
