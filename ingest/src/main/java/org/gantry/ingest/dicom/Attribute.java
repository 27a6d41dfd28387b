package org.gantry.ingest.dicom;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The attributes whose values are ever kept, by tag and keyword (PS3.6). What is not here, a patient's name above all,
 * is skipped in the file and never becomes an object.
 */
enum Attribute {
    MEDIA_STORAGE_CLASS(0x0002_0002, "MediaStorageSOPClassUID", Kind.TEXT),
    TRANSFER_SYNTAX(0x0002_0010, "TransferSyntaxUID", Kind.TEXT),
    IMAGE_TYPE(0x0008_0008, "ImageType", Kind.TEXT),
    MODALITY(0x0008_0060, "Modality", Kind.TEXT),
    PATIENT_ID(0x0010_0020, "PatientID", Kind.TEXT),
    SERIES(0x0020_000e, "SeriesInstanceUID", Kind.TEXT),
    INSTANCE_NUMBER(0x0020_0013, "InstanceNumber", Kind.TEXT),
    POSITION(0x0020_0032, "ImagePositionPatient", Kind.TEXT),
    ORIENTATION(0x0020_0037, "ImageOrientationPatient", Kind.TEXT),
    PLANE_POSITION(0x0020_9113, "PlanePositionSequence", Kind.ITEMS),
    PLANE_ORIENTATION(0x0020_9116, "PlaneOrientationSequence", Kind.ITEMS),
    SAMPLES_PER_PIXEL(0x0028_0002, "SamplesPerPixel", Kind.SHORT),
    NUMBER_OF_FRAMES(0x0028_0008, "NumberOfFrames", Kind.TEXT),
    ROWS(0x0028_0010, "Rows", Kind.SHORT),
    COLUMNS(0x0028_0011, "Columns", Kind.SHORT),
    PIXEL_SPACING(0x0028_0030, "PixelSpacing", Kind.TEXT),
    BITS_ALLOCATED(0x0028_0100, "BitsAllocated", Kind.SHORT),
    BITS_STORED(0x0028_0101, "BitsStored", Kind.SHORT),
    HIGH_BIT(0x0028_0102, "HighBit", Kind.SHORT),
    PIXEL_REPRESENTATION(0x0028_0103, "PixelRepresentation", Kind.SHORT),
    PADDING(0x0028_0120, "PixelPaddingValue", Kind.SHORT),
    PADDING_LIMIT(0x0028_0121, "PixelPaddingRangeLimit", Kind.SHORT),
    BURNED_IN(0x0028_0301, "BurnedInAnnotation", Kind.TEXT),
    INTERCEPT(0x0028_1052, "RescaleIntercept", Kind.TEXT),
    SLOPE(0x0028_1053, "RescaleSlope", Kind.TEXT),
    RESCALE_TYPE(0x0028_1054, "RescaleType", Kind.TEXT),
    PIXEL_MEASURES(0x0028_9110, "PixelMeasuresSequence", Kind.ITEMS),
    PIXEL_VALUE_TRANSFORMATION(0x0028_9145, "PixelValueTransformationSequence", Kind.ITEMS),
    SHARED_GROUPS(0x5200_9229, "SharedFunctionalGroupsSequence", Kind.ITEMS),
    PER_FRAME_GROUPS(0x5200_9230, "PerFrameFunctionalGroupsSequence", Kind.ITEMS),
    PIXEL_DATA(0x7fe0_0010, "PixelData", Kind.PIXELS);

    /** How a value is kept. */
    enum Kind {
        /** Characters, values between backslashes. */
        TEXT,
        /** One number of 16 bits without sign. */
        SHORT,
        /** Items that hold attributes. */
        ITEMS,
        /** Not kept: read where it lies. */
        PIXELS
    }

    private static final Map<Integer, Attribute> BY_TAG =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(a -> a.tag, Function.identity()));

    private final int tag;
    private final String keyword;
    private final Kind kind;

    Attribute(int tag, String keyword, Kind kind) {
        this.tag = tag;
        this.keyword = keyword;
        this.kind = kind;
    }

    /** The attribute of a tag, if it is one that is kept. */
    static Optional<Attribute> of(int tag) {
        return Optional.ofNullable(BY_TAG.get(tag));
    }

    /** What people call a tag, known or not: {@code (0028,0010) Rows}. */
    static String label(int tag) {
        String number = String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xffff);
        return of(tag).map(a -> number + " " + a.keyword).orElse(number);
    }

    /** Tag and keyword, for people. */
    String label() {
        return label(tag);
    }

    int tag() {
        return tag;
    }

    Kind kind() {
        return kind;
    }
}
