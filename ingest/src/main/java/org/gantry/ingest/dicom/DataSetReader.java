package org.gantry.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gantry.ingest.dicom.DicomStream.Encoding;
import org.gantry.ingest.read.ScanFile;

/**
 * Reads data sets, nested or not (PS3.5 7), keeps the values of {@link Attribute} and passes over all others.
 *
 * @param file whose data set it is
 * @param in its bytes
 */
record DataSetReader(ScanFile file, DicomStream in) {
    /** Sequences within sequences; structured reports, the deepest there are, stay below. */
    private static final int DEPTH = 24;
    /** Items of a file that are kept: some a frame, and no scanner has as many. */
    private static final int ITEMS = 1 << 16;
    /** Bytes of a value that is kept: a few numbers or words. */
    private static final int VALUE = 1 << 10;

    /** What is done with an item or an element. */
    private interface Visitor {
        void visit(Element element) throws IOException;
    }

    /** The file's meta information (PS3.10 7.1). */
    Attributes meta() throws IOException {
        Attributes kept = new Attributes(file);
        while (in.meta()) {
            take(in.next(), kept, 0);
        }
        return kept;
    }

    /** Keeps the values of the data set up to its pixels, which come next then. */
    Element dataSet(Attributes kept) throws IOException {
        while (in.more()) {
            Element element = in.next();
            if (element.tag() == Attribute.PIXEL_DATA.tag()) {
                return element;
            }
            take(element, kept, 0);
        }
        throw kept.refuse(Attribute.PIXEL_DATA, "is missing", "this is no image: leave it out");
    }

    private void take(Element element, Attributes kept, int depth) throws IOException {
        Optional<Attribute> attribute = Attribute.of(element.tag());
        if (attribute.isEmpty()) {
            pass(element, depth);
            return;
        }
        switch (attribute.get().kind()) {
            case ITEMS -> kept.put(attribute.get(), items(element, depth));
            case TEXT -> kept.put(attribute.get(), new String(value(element).array(), StandardCharsets.ISO_8859_1));
            case SHORT -> {
                ByteBuffer value = value(element);
                if (value.remaining() >= Short.BYTES) {
                    kept.put(attribute.get(), value.getShort() & 0xffff);
                }
            }
            case PIXELS -> pass(element, depth);
        }
    }

    private void pass(Element element, int depth) throws IOException {
        if (element.undefined()) {
            eachItem(element, depth, item -> {
                if (item.undefined()) {
                    eachElement(item, nested -> pass(nested, depth + 1));
                } else {
                    in.skip(item.length());
                }
            });
        } else {
            in.skip(element.length());
        }
    }

    private List<Attributes> items(Element sequence, int depth) throws IOException {
        List<Attributes> items = new ArrayList<>();
        eachItem(sequence, depth, item -> {
            if (in.countItem() > ITEMS) {
                throw in.refuse("is one of more than " + ITEMS, "split the series");
            }
            Attributes kept = new Attributes(file);
            eachElement(item, nested -> take(nested, kept, depth + 1));
            items.add(kept);
        });
        return items;
    }

    private ByteBuffer value(Element element) throws IOException {
        if (element.length() > VALUE) {
            throw in.refuse("says " + element.length() + " bytes", "the file is damaged: copy or download it again");
        }
        return in.buffer((int) element.length());
    }

    private void eachItem(Element sequence, int depth, Visitor visitor) throws IOException {
        if (depth == DEPTH) {
            throw in.refuse("lies in more than " + DEPTH + " sequences", "export the series again");
        }
        Encoding outer = in.encoding();
        if (sequence.undefined() && sequence.vr().equals("UN")) {
            // whoever wrote it did not know what it is and left it as it was, implicit little endian (PS3.5 6.2.2)
            in.encoding(Encoding.IMPLICIT_LITTLE);
        }
        long end = end(sequence);
        while (in.position() < end) {
            Element item = in.next();
            if (item.tag() == Element.SEQUENCE_END) {
                break;
            }
            if (item.tag() != Element.ITEM) {
                throw in.refuse("stands where an item must", "the file is damaged: export the series again");
            }
            visitor.visit(item);
        }
        in.encoding(outer);
    }

    private void eachElement(Element item, Visitor visitor) throws IOException {
        long end = end(item);
        while (in.position() < end) {
            Element element = in.next();
            if (element.tag() == Element.ITEM_END) {
                break;
            }
            visitor.visit(element);
        }
        if (in.position() > end) {
            throw in.refuse("runs past the end of its item", "the file is damaged: export the series again");
        }
    }

    private long end(Element element) {
        return element.undefined() ? Long.MAX_VALUE : in.position() + element.length();
    }
}
