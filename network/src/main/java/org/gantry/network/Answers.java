package org.gantry.network;

import java.util.Arrays;
import org.gantry.domain.answer.Temperature;
import org.gantry.domain.network.Architecture;
import org.gantry.domain.network.Grid;
import org.gantry.network.Inference.CamCells;

/** Takes an inference apart: from the depth-major batch of a graph to one answer a volume. */
final class Answers {
    private final int classes;
    private final int batch;
    private final Grid cells;

    /** @param cell whose features the maps show */
    Answers(Architecture architecture, Grid input, int batch, int cell) {
        this.classes = architecture.classes();
        this.batch = batch;
        this.cells = architecture.camGrid(input, cell).cells();
    }

    /**
     * The answers to the first volumes of a batch.
     *
     * @param logits (batch, class)
     * @param cams (depth, batch, height * width, class)
     */
    Inference read(float[] logits, float[] cams, int count) {
        float[][] rows = new float[count][];
        float[][] probabilities = new float[count][];
        CamCells[] maps = new CamCells[count];
        for (int i = 0; i < count; i++) {
            rows[i] = Arrays.copyOfRange(logits, i * classes, (i + 1) * classes);
            probabilities[i] = Temperature.ONE.probabilities(rows[i]);
            maps[i] = cam(cams, i);
        }
        return new Inference(rows, probabilities, maps);
    }

    private CamCells cam(float[] cams, int volume) {
        int plane = cells.height() * cells.width();
        float[][] values = new float[classes][cells.positions()];
        for (int d = 0; d < cells.depth(); d++) {
            int start = (d * batch + volume) * plane * classes;
            for (int p = 0; p < plane; p++) {
                for (int c = 0; c < classes; c++) {
                    values[c][d * plane + p] = cams[start + p * classes + c];
                }
            }
        }
        return new CamCells(cells, values);
    }
}
