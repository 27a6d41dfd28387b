package org.gantry.deploy.browser;

import java.util.List;

/**
 * What pages are looked at with.
 *
 * @param width pixels
 * @param height pixels
 * @param dark whether the user's scheme is
 */
record Screen(int width, int height, boolean dark) {
    static final Screen DESK = new Screen(1280, 900, false);
    static final Screen DESK_AT_NIGHT = new Screen(1280, 900, true);
    static final Screen PHONE = new Screen(390, 844, false);
    static final Screen PHONE_AT_NIGHT = new Screen(390, 844, true);
    static final List<Screen> ALL = List.of(DESK, DESK_AT_NIGHT, PHONE, PHONE_AT_NIGHT);

    boolean phone() {
        return width < 640;
    }

    /** For the name of a picture. */
    String name() {
        return width + (dark ? "-dark" : "-light");
    }
}
