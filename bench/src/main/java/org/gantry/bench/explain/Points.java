package org.gantry.bench.explain;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gantry.bench.explain.GroundTruth.Lesion;
import org.gantry.domain.answer.Cam;
import org.gantry.domain.answer.CamMethod;
import org.gantry.domain.answer.VolumeToClassify;
import org.gantry.network.Classifier;

/**
 * How well the maps of one training point, by one method.
 *
 * @param cells of a map before it is brought to the volume's size
 * @param localisation mean over scans
 * @param oracle the same of the best map of such cells
 * @param alike mean correlation of ranks with the map by random weights
 */
record Points(String cells, Localisation localisation, Localisation oracle, double alike) {
    static Points of(Explained explained, CamMethod method, TrainedModel model, Map<String, Lesion> lesions) {
        List<Cam> trained = cams(explained, explained.trained(method), method, model, lesions);
        List<Cam> random = cams(explained, explained.random(method), method, model, lesions);
        List<Localisation> points = new ArrayList<>();
        List<Localisation> best = new ArrayList<>();
        double alike = 0;
        for (int i = 0; i < trained.size(); i++) {
            VolumeToClassify volume = model.volumes().get(i);
            Lesion lesion = lesion(lesions, volume);
            Cam cam = trained.get(i);
            points.add(
                    Localisation.of(Explained.onScan(cam, volume, lesion.grid().depth()), lesion.voxels()));
            best.add(Oracle.of(cam, volume, lesion));
            alike += RankCorrelation.of(cam.map().values(), random.get(i).map().values()) / trained.size();
        }
        return new Points(
                trained.get(0).cells().grid().cells().toString(),
                Localisation.mean(points),
                Localisation.mean(best),
                alike);
    }

    private static List<Cam> cams(
            Explained explained,
            Classifier classifier,
            CamMethod method,
            TrainedModel model,
            Map<String, Lesion> lesions) {
        return model.volumes().stream()
                .map(volume -> explained.cam(
                        classifier, method, volume, lesion(lesions, volume).label()))
                .toList();
    }

    private static Lesion lesion(Map<String, Lesion> lesions, VolumeToClassify volume) {
        return requireNonNull(lesions.get(volume.header().scanId()));
    }
}
