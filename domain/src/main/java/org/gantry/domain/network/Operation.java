package org.gantry.domain.network;

/** The eight candidate operations of a block, in the paper's order: the ordinal is the encoding in a genotype. */
public enum Operation {
    MB_CONV_3_3("3x3x3_MBConv3", 3, 3),
    MB_CONV_3_4("3x3x3_MBConv4", 3, 4),
    MB_CONV_3_6("3x3x3_MBConv6", 3, 6),
    MB_CONV_5_3("5x5x5_MBConv3", 5, 3),
    MB_CONV_5_4("5x5x5_MBConv4", 5, 4),
    MB_CONV_7_3("7x7x7_MBConv3", 7, 3),
    MB_CONV_7_4("7x7x7_MBConv4", 7, 4),
    SKIP("Skip", 0, 0);

    /** How many candidates a block has. */
    public static final int COUNT = 8;

    private static final Operation[] CANDIDATES = values();

    private final String paperName;
    private final int kernel;
    private final int expansion;

    Operation(String paperName, int kernel, int expansion) {
        this.paperName = paperName;
        this.kernel = kernel;
        this.expansion = expansion;
    }

    /** The operation of an index 0..7 of the paper's list. */
    public static Operation at(int index) {
        if (index < 0 || index >= COUNT) {
            throw new IllegalArgumentException("operation " + index + " is not one of 0.." + (COUNT - 1));
        }
        return CANDIDATES[index];
    }

    /** Its place in the paper's list, 0..7: how a genotype writes it. */
    @SuppressWarnings("EnumOrdinal")
    public int index() {
        return ordinal();
    }

    /** The paper's name, for example {@code 5x5x5_MBConv3}. */
    public String paperName() {
        return paperName;
    }

    /** Side of the depthwise kernel in voxels; 0 for Skip. */
    public int kernel() {
        return kernel;
    }

    /** Width of the expanded features over the block's input width; 0 for Skip. */
    public int expansion() {
        return expansion;
    }
}
