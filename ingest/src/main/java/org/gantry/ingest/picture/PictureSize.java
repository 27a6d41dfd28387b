package org.gantry.ingest.picture;

/** How large a picture is, pixels. */
record PictureSize(int width, int height) {
    /** How many pixels it has. */
    long pixels() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + " x " + height;
    }
}
