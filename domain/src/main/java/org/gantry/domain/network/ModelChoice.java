package org.gantry.domain.network;

/** Which network is meant, before data say how many channels and classes there are. */
public sealed interface ModelChoice permits Baseline, SearchedModel {
    /** The network for such data. */
    Architecture architecture(int inChannels, int classes);

    /**
     * Parses {@code resnet3d101}, {@code densenet3d121}, {@code mc3_18} or a genotype.
     *
     * @param widths widths of a genotype's cells
     * @param strides strides of a genotype's cells
     */
    static ModelChoice parse(String text, Widths widths, Strides strides) {
        return Baseline.named(text).<ModelChoice>map(baseline -> baseline).orElseGet(() -> {
            try {
                return new SearchedModel(Genotype.parse(text), widths, strides);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "model '" + text + "' is not resnet3d101, densenet3d121, mc3_18 or a genotype: "
                                + e.getMessage(),
                        e);
            }
        });
    }
}
