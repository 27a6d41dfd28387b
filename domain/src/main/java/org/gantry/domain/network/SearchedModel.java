package org.gantry.domain.network;

/**
 * A network of the search space.
 *
 * @param genotype the chosen operations
 * @param widths channels of the cells
 * @param strides strides of stem and cells
 */
public record SearchedModel(Genotype genotype, Widths widths, Strides strides) implements ModelChoice {
    /** Refuses a genotype that does not have an operation a block. */
    public SearchedModel {
        strides.macro(widths, 1, 2).check(genotype);
    }

    @Override
    public Architecture architecture(int inChannels, int classes) {
        return new CovidNet3d(strides.macro(widths, inChannels, classes), genotype);
    }

    @Override
    public String toString() {
        return genotype.toString();
    }
}
