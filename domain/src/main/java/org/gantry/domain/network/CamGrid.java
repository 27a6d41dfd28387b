package org.gantry.domain.network;

/**
 * How the cells of a CAM lie in a volume: cell i of an axis is centred at voxel {@code stride * i + shift}. With
 * padding k/2 the shift is 0; a pooling without padding adds half a step.
 *
 * @param cells how many along each axis
 * @param stride voxels between neighbouring cells, along depth, height and width
 * @param shift voxels from the first voxel to the first cell's centre, along depth, height and width
 */
public record CamGrid(Grid cells, double[] stride, double[] shift) {
    private static final int AXES = 3;

    public CamGrid {
        if (stride.length != AXES || shift.length != AXES) {
            throw new IllegalArgumentException(
                    "cells of a volume need a stride and a shift along depth, height and width, not " + stride.length
                            + " and " + shift.length);
        }
    }

    /** One cell a voxel. */
    public static CamGrid of(Grid input) {
        return new CamGrid(input, new double[] {1, 1, 1}, new double[3]);
    }

    /** After one more layer. */
    CamGrid through(Layer layer) {
        Stride steps = layer.sampling().stride();
        double[] by = {steps.depth(), steps.height(), steps.width()};
        double[] wider = new double[by.length];
        double[] moved = new double[by.length];
        for (int axis = 0; axis < by.length; axis++) {
            moved[axis] = shift[axis] + stride[axis] * layer.sampling().shift();
            wider[axis] = stride[axis] * by[axis];
        }
        return new CamGrid(layer.grid(cells), wider, moved);
    }
}
