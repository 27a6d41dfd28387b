package org.gantry.domain.network;

import java.util.List;

/** A network up to its head: global average pooling and one linear layer, which all of them share. */
public sealed interface Architecture permits Baseline.Network, CovidNet3d {
    /** What a user calls it: a genotype, or a baseline's name. */
    String name();

    /** Channels of the input volume. */
    int inChannels();

    /** Classes of the answer. */
    int classes();

    /** Cells in order, each a list of groups at one resolution; the first is the stem, alone. */
    List<List<LayerGroup>> cells();

    /** All groups in order. */
    default List<LayerGroup> groups() {
        return cells().stream().flatMap(List::stream).toList();
    }

    /** Channels that enter the global average pooling. */
    default int headWidth() {
        int width = inChannels();
        for (LayerGroup group : groups()) {
            width = group.width(width);
        }
        return width;
    }

    /** Where the cells of its CAMs lie in a volume. */
    default CamGrid camGrid(Grid input) {
        return camGrid(input, cells().size() - 1);
    }

    /** Where the cells of a map lie that is made of the features after a cell, the stem being 0. */
    default CamGrid camGrid(Grid input, int cell) {
        CamGrid cam = CamGrid.of(input);
        for (LayerGroup group :
                cells().subList(0, cell + 1).stream().flatMap(List::stream).toList()) {
            for (Layer layer : group.body()) {
                cam = cam.through(layer);
            }
        }
        return cam;
    }
}
