package org.gantry.ingest.dicom;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.gantry.ingest.dicom.DicomStream.Encoding;

/** How a file's data set and pixels are written (PS3.5 10 and annex A). */
enum TransferSyntax {
    IMPLICIT_LITTLE("1.2.840.10008.1.2", Encoding.IMPLICIT_LITTLE),
    EXPLICIT_LITTLE("1.2.840.10008.1.2.1", Encoding.EXPLICIT_LITTLE),
    DEFLATED("1.2.840.10008.1.2.1.99", Encoding.EXPLICIT_LITTLE),
    EXPLICIT_BIG("1.2.840.10008.1.2.2", Encoding.EXPLICIT_BIG),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", Compression.JPEG),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", Compression.JPEG),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Compression.JPEG),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", Compression.JPEG),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Compression.JPEG_2000),
    JPEG_2000("1.2.840.10008.1.2.4.91", Compression.JPEG_2000),
    RLE("1.2.840.10008.1.2.5", Compression.RLE);

    private enum Compression {
        NONE,
        JPEG,
        JPEG_2000,
        RLE
    }

    /** Others of the standard, so that they are refused by name. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless"),
            Map.entry("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless"),
            Map.entry("1.2.840.10008.1.2.4.92", "JPEG 2000 Multi-component Lossless"),
            Map.entry("1.2.840.10008.1.2.4.93", "JPEG 2000 Multi-component"),
            Map.entry("1.2.840.10008.1.2.4.94", "JPIP Referenced"),
            Map.entry("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate"),
            Map.entry("1.2.840.10008.1.2.4.110", "JPEG XL Lossless"),
            Map.entry("1.2.840.10008.1.2.4.111", "JPEG XL JPEG Recompression"),
            Map.entry("1.2.840.10008.1.2.4.112", "JPEG XL"),
            Map.entry("1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000 Lossless"),
            Map.entry("1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000 with RPCL Options Lossless"),
            Map.entry("1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000"),
            Map.entry("1.2.840.10008.1.2.8.1", "Deflated Image Frame Compression"));

    private final String uid;
    private final Encoding encoding;
    private final Compression compression;

    TransferSyntax(String uid, Encoding encoding) {
        this.uid = uid;
        this.encoding = encoding;
        compression = Compression.NONE;
    }

    /** Compressed frames in a data set that is explicit little endian (PS3.5 A.4). */
    TransferSyntax(String uid, Compression compression) {
        this.uid = uid;
        encoding = Encoding.EXPLICIT_LITTLE;
        this.compression = compression;
    }

    /** What a file's meta information says. */
    static TransferSyntax of(Attributes meta) {
        String uid = meta.text(Attribute.TRANSFER_SYNTAX)
                .orElseThrow(() -> meta.refuse(Attribute.TRANSFER_SYNTAX, "is missing"));
        return Arrays.stream(values())
                .filter(s -> s.uid.equals(uid))
                .findFirst()
                .orElseThrow(() -> {
                    String name = REFUSED.getOrDefault(uid, uid.length() > 64 ? "not an identifier" : uid);
                    return meta.refuse(
                            Attribute.TRANSFER_SYNTAX,
                            "is " + name + ", which Gantry does not read",
                            "save the series as JPEG Lossless or uncompressed, explicit little endian");
                });
    }

    Encoding encoding() {
        return encoding;
    }

    /** What decodes a frame; empty where pixels are not compressed. */
    Optional<Codec> codec() {
        return switch (compression) {
            case NONE -> Optional.empty();
            case JPEG -> Optional.of(new Jpeg());
            case JPEG_2000 -> Optional.of(new Jpeg2000());
            case RLE -> Optional.of(new RunLength());
        };
    }
}
