package org.gantry.ingest.dicom;

import java.util.List;
import java.util.Optional;

/**
 * What a file says of one of its frames: in the frame's own functional group, in the shared one, or, as files of one
 * slice do, at the top (PS3.3 C.7.6.16).
 *
 * @param file the data set
 * @param frame 0-based
 */
record FrameAttributes(Attributes file, int frame) {
    /** The attributes that a functional group's sequence holds. */
    Attributes in(Attribute sequence) {
        return group(Attribute.PER_FRAME_GROUPS, frame, sequence)
                .or(() -> group(Attribute.SHARED_GROUPS, 0, sequence))
                .orElse(file);
    }

    private Optional<Attributes> group(Attribute groups, int index, Attribute sequence) {
        List<Attributes> items = file.items(groups);
        return index < items.size() ? items.get(index).items(sequence).stream().findFirst() : Optional.empty();
    }
}
