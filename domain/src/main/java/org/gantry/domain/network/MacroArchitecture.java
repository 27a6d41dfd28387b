package org.gantry.domain.network;

import java.util.ArrayList;
import java.util.List;

/**
 * What the search leaves fixed: cells, their widths and strides, channels in, classes out (paper, "Search Space").
 *
 * @param stemWidth channels after the stem, 32 in the paper
 * @param stemStride stride of the stem's convolution
 * @param cells the cells in order
 * @param inChannels channels of the input volume
 * @param classes classes of the answer
 */
public record MacroArchitecture(int stemWidth, Stride stemStride, List<Cell> cells, int inChannels, int classes) {
    /** Channels after the stem in every network of the paper. */
    public static final int STEM_WIDTH = 32;

    /**
     * A run of blocks at one width and resolution.
     *
     * @param width channels out of every block of it
     * @param blocks how many blocks
     * @param stride stride of its first block
     */
    public record Cell(int width, int blocks, Stride stride) {
        public Cell {
            if (width < 1 || blocks < 1) {
                throw new IllegalArgumentException("a cell needs a width and blocks, not " + width + " and " + blocks);
            }
        }
    }

    /**
     * A position of choice.
     *
     * @param index 0-based place among all blocks
     * @param cell 0-based cell that holds it
     * @param inWidth channels in
     * @param outWidth channels out
     * @param stride stride of whatever operation is chosen
     */
    public record Block(int index, int cell, int inWidth, int outWidth, Stride stride) {
        /** True where stride is 1 and widths agree: an MBConv gets the identity shortcut, Skip is the identity. */
        public boolean hasShortcut() {
            return stride.equals(Stride.ONE) && inWidth == outWidth;
        }
    }

    public MacroArchitecture {
        if (stemWidth < 1 || cells.isEmpty() || inChannels < 1 || classes < 2) {
            throw new IllegalArgumentException("a macro-architecture needs a stem, cells, channels and two classes");
        }
        cells = List.copyOf(cells);
    }

    /** All blocks in order. */
    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        int in = stemWidth;
        for (int c = 0; c < cells.size(); c++) {
            Cell cell = cells.get(c);
            for (int b = 0; b < cell.blocks(); b++) {
                blocks.add(new Block(blocks.size(), c, in, cell.width(), b == 0 ? cell.stride() : Stride.ONE));
                in = cell.width();
            }
        }
        return blocks;
    }

    /** How many blocks there are. */
    public int blockCount() {
        return cells.stream().mapToInt(Cell::blocks).sum();
    }

    /**
     * Refuses a genotype of another search space.
     *
     * @throws IllegalArgumentException if it does not have one operation a block
     */
    public void check(Genotype genotype) {
        if (genotype.blocks() != blockCount()) {
            throw new IllegalArgumentException("genotype " + genotype + " has " + genotype.blocks()
                    + " operations, but the macro-architecture has " + blockCount() + " blocks; give one a block");
        }
    }

    /** Channels that enter the global average pooling. */
    public int headWidth() {
        return cells.get(cells.size() - 1).width();
    }
}
