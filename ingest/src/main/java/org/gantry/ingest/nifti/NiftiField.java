package org.gantry.ingest.nifti;

import static org.gantry.ingest.nifti.NiftiField.Stored.BYTE;
import static org.gantry.ingest.nifti.NiftiField.Stored.DOUBLE;
import static org.gantry.ingest.nifti.NiftiField.Stored.FLOAT;
import static org.gantry.ingest.nifti.NiftiField.Stored.INT;
import static org.gantry.ingest.nifti.NiftiField.Stored.LONG;
import static org.gantry.ingest.nifti.NiftiField.Stored.SHORT;

import java.nio.ByteBuffer;

/** A field of the header that Gantry reads: where NIfTI-1 and NIfTI-2 keep it, and how (nifti1.h, nifti2.h). */
enum NiftiField {
    /** How many dimensions there are, then the voxels along each of seven. */
    DIM(40, SHORT, 16, LONG),
    DATATYPE(70, SHORT, 12, SHORT),
    /** Handedness of the qform, then the step along each of seven dimensions. */
    PIXDIM(76, FLOAT, 104, DOUBLE),
    VOX_OFFSET(108, FLOAT, 168, LONG),
    SCL_SLOPE(112, FLOAT, 176, DOUBLE),
    SCL_INTER(116, FLOAT, 184, DOUBLE),
    XYZT_UNITS(123, BYTE, 500, INT),
    QFORM_CODE(252, SHORT, 344, INT),
    SFORM_CODE(254, SHORT, 348, INT),
    /** b, c, d. */
    QUATERN(256, FLOAT, 352, DOUBLE),
    /** x, y, z. */
    QOFFSET(268, FLOAT, 376, DOUBLE),
    /** Rows x, y, z of the affine, four numbers each. */
    SROW(280, FLOAT, 400, DOUBLE);

    private final int first;
    private final Stored firstStored;
    private final int second;
    private final Stored secondStored;

    NiftiField(int first, Stored firstStored, int second, Stored secondStored) {
        this.first = first;
        this.firstStored = firstStored;
        this.second = second;
        this.secondStored = secondStored;
    }

    /** The number at an index of this field in NIfTI-1; a double holds whatever a usable header does. */
    double inNifti1(ByteBuffer header, int index) {
        return firstStored.read(header, first + index * firstStored.bytes);
    }

    /** The number at an index of this field in NIfTI-2. */
    double inNifti2(ByteBuffer header, int index) {
        return secondStored.read(header, second + index * secondStored.bytes);
    }

    /** How a number is kept. */
    enum Stored {
        BYTE(1),
        SHORT(2),
        INT(4),
        LONG(8),
        FLOAT(4),
        DOUBLE(8);

        private final int bytes;

        Stored(int bytes) {
            this.bytes = bytes;
        }

        private double read(ByteBuffer header, int at) {
            return switch (this) {
                case BYTE -> header.get(at);
                case SHORT -> header.getShort(at);
                case INT -> header.getInt(at);
                case LONG -> header.getLong(at);
                case FLOAT -> header.getFloat(at);
                case DOUBLE -> header.getDouble(at);
            };
        }
    }
}
