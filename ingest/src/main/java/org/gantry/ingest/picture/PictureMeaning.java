package org.gantry.ingest.picture;

import java.util.Optional;
import org.gantry.domain.scan.Intensity;
import org.gantry.ingest.read.IntensityChoice;
import org.gantry.ingest.read.VoxelFormat;
import org.gantry.ingest.read.VoxelRange;
import org.gantry.ingest.read.VoxelType;

/**
 * What the numbers of pictures mean, which no picture says.
 *
 * @param format how a stored number becomes a voxel
 * @param intensity what voxels mean then
 * @param guess what was taken to be so, for people; empty where nothing had to be
 */
record PictureMeaning(VoxelFormat format, Intensity intensity, Optional<String> guess) {
    /** Numbers without sign hold air, −1000 HU, only with this added; COVID-CTset's TIFFs do. */
    private static final int OFFSET = 1024;

    private static final String DIVIDED =
            ": the largest of every slice is 1, so each is taken to have been divided by its own largest number, which"
                    + " is lost, and with it HU and the brightness of slices beside each other";

    /** Lungs without sign: some voxels at most this, −824 HU, */
    private static final int AIR = 200;

    /** and a largest one between water and the end of 12 bits. */
    private static final int LARGEST = 4095;

    /**
     * Of pictures that store a type.
     *
     * @param range of the numbers as they are stored, all slices together
     * @param divided whether each slice was divided by its own largest number
     */
    static PictureMeaning of(IntensityChoice choice, VoxelType type, VoxelRange range, boolean divided) {
        boolean guessed = choice == IntensityChoice.AUTO && type != VoxelType.UINT8;
        boolean hu = guessed ? looksLikeHu(type, range) : choice == IntensityChoice.HU;
        boolean offset = hu && type == VoxelType.UINT16;
        VoxelFormat format = offset ? new VoxelFormat(type, 1, -OFFSET) : VoxelFormat.unscaled(type);
        IntensityChoice taken = hu ? IntensityChoice.HU : IntensityChoice.RANGE;
        String what = type + " from " + range.low() + " to " + range.high() + " is taken as "
                + (hu ? "HU" + (offset ? " + " + OFFSET : "") : "grey values of that range")
                + (divided && !hu ? DIVIDED : "");
        return new PictureMeaning(
                format, taken.of(format, range.low(), range.high()), guessed ? Optional.of(what) : Optional.empty());
    }

    /** Numbers with a sign are HU, floating ones where some are as dark as air: what is normalised never is. */
    private static boolean looksLikeHu(VoxelType type, VoxelRange range) {
        return switch (type) {
            case UINT16 -> range.low() <= AIR && range.high() >= OFFSET && range.high() <= LARGEST;
            case FLOAT32, FLOAT64 -> range.holdsAir();
            default -> true;
        };
    }
}
