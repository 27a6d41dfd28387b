package org.gantry.bench.explain;

import java.util.Locale;

/**
 * A line of the table.
 *
 * @param strides of the network
 * @param testAccuracy of the network
 * @param method that made the maps
 * @param cells of a map before it is brought to the volume's size
 * @param localisation mean over scans
 * @param alike mean correlation of ranks with the map by random weights
 */
record Row(String strides, double testAccuracy, String method, String cells, Localisation localisation, double alike) {
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-12s %8.3f %-12s %-10s %8.3f %8.3f %8.3f %8.3f %8.3f",
                strides,
                testAccuracy,
                method,
                cells,
                localisation.chance(),
                localisation.energy(),
                localisation.pointing(),
                localisation.averagePrecision(),
                alike);
    }
}
