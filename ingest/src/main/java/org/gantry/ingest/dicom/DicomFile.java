package org.gantry.ingest.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.gantry.ingest.read.ScanFile;

/** An open DICOM file, read up to its pixels (PS3.10 7). */
final class DicomFile implements Closeable {
    private static final String DIRECTORY = "1.2.840.10008.1.3.10";

    private final DicomStream in;
    private final TransferSyntax syntax;
    private final Attributes attributes;
    private final Element pixels;

    private DicomFile(ScanFile file, DicomStream in) throws IOException {
        this.in = in;
        DataSetReader reader = new DataSetReader(file, in);
        Attributes meta = reader.meta();
        if (meta.text(Attribute.MEDIA_STORAGE_CLASS).equals(Optional.of(DIRECTORY))) {
            throw meta.refuse(Attribute.MEDIA_STORAGE_CLASS, "says that this is a DICOMDIR", "leave it out");
        }
        syntax = TransferSyntax.of(meta);
        in.encoding(syntax.encoding());
        if (syntax == TransferSyntax.DEFLATED) {
            in.inflate();
        }
        attributes = new Attributes(file);
        pixels = reader.dataSet(attributes);
    }

    /**
     * A file, open; whoever opens it closes it.
     *
     * @throws org.gantry.ingest.read.UnreadableScanException where it is at fault
     */
    static DicomFile open(ScanFile file) throws IOException {
        DicomStream in = DicomStream.open(file);
        try {
            return new DicomFile(file, in);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** What it says before its pixels. */
    Attributes attributes() {
        return attributes;
    }

    /** Its frames; to be asked for once. */
    Frames frames(PixelFormat format, int frames) throws IOException {
        Optional<Codec> codec = syntax.codec();
        if (codec.isEmpty()) {
            return new NativeFrames(in, pixels, format, frames);
        }
        if (!pixels.undefined()) {
            throw in.refuse("is not in fragments although " + syntax + " is", "export the series again");
        }
        return new CompressedFrames(in, codec.get(), format, frames);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
